import * as v from 'valibot';
import type { CampusProcess } from './startCampusProcess.ts';

const Token = v.object({ access_token: v.string() });
const Page = v.object({
  courses: v.array(v.object({ name: v.string(), archived: v.optional(v.boolean()) })),
  nextToken: v.optional(v.string()),
});

async function getJson(url: URL, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`The sample campus answered ${answer.status} to ${url.pathname}.`);
  return answer.json();
}

/** What the campus itself calls its courses that are not archived, asked without Lectern's own client. */
export async function courseNames({ codio }: CampusProcess): Promise<readonly string[]> {
  const tokenUrl = new URL(`${codio.oauthBaseUrl}/api/v1/token`);
  tokenUrl.searchParams.set('grant_type', 'client_credentials');
  tokenUrl.searchParams.set('client_id', codio.clientId);
  tokenUrl.searchParams.set('client_secret', codio.clientSecret);
  const { access_token: token } = v.parse(Token, await getJson(tokenUrl, { method: 'POST' }));
  const names: string[] = [];
  let next: string | undefined;
  do {
    const url = new URL(`${codio.apiBaseUrl}/api/v1/courses_list`);
    url.searchParams.set('archived', 'false');
    if (next !== undefined) url.searchParams.set('nextToken', next);
    const page = v.parse(Page, await getJson(url, { headers: { authorization: `Bearer ${token}` } }));
    names.push(...page.courses.filter(({ archived }) => archived !== true).map(({ name }) => name));
    next = page.nextToken;
  } while (next !== undefined);
  return names;
}
