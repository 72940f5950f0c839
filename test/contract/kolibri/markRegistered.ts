import * as v from 'valibot';

const PARTNER = process.env['LECTERN_KOLIBRI_PARTNER_URL'];
const Facilities = v.array(v.object({ id: v.string(), dataset: v.string() }));

/**
 * What the data portal does when a facility joins a project: it marks its data as registered, which the server learns with the next
 * sync. The portal of the campus has done so by itself; the Kolibri that plays the portal for a real server does not know of projects.
 *
 * @param administrator of the facility, who has come to the portal with its data
 */
export async function markRegistered(
  facilityId: string,
  administrator: { readonly username: string; readonly password: string },
): Promise<void> {
  if (PARTNER === undefined) return;
  const all = v.parse(Facilities, await (await fetch(`${PARTNER}/api/public/v1/facility/`)).json());
  const dataset = all.find(({ id }) => id === facilityId)?.dataset;
  if (dataset === undefined) throw new Error('The facility has not come to the portal.');
  const { username, password } = administrator;
  const signedIn = await send('POST', '/api/auth/session/', { username, password, facility: facilityId }, '');
  const cookies = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]!);
  await send('PATCH', `/api/auth/facilitydataset/${dataset}/`, { registered: true }, cookies.join('; '));
}

async function send(method: string, path: string, body: object, cookie: string): Promise<Response> {
  const token = /kolibri_csrftoken=([^;]*)/.exec(cookie)?.[1] ?? '';
  const reply = await fetch(`${PARTNER ?? ''}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', Cookie: cookie, 'X-CSRFToken': token },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`The portal answered ${reply.status} to ${method} ${path}.`);
  return reply;
}
