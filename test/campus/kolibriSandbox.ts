import * as v from 'valibot';
import type { KolibriSwitchChanges } from '../../src/core/campus/kolibri/sandbox/kolibriSwitches.ts';

const Session = v.object({ facility_id: v.string() });
const Made = v.object({ id: v.string() });

/** The Kolibri side of a running campus, past its API and as another administrator; see docs/campus.md. */
export type KolibriSandbox = {
  turn(switches: KolibriSwitchChanges): Promise<void>;
  /** A second administrator of the default facility, signed in as a browser would be. */
  otherAdministrator(): Promise<Browser>;
};

/** Somebody who is signed in. `send` gives the answer's JSON. */
export type Browser = {
  readonly facilityId: string;
  send(method: string, path: string, body?: object): Promise<unknown>;
};

type Address = { readonly baseUrl: string; readonly username: string; readonly password: string };

/** Of all sandboxes of this process: they may be of one campus. */
let people = 0;

/** @param address of the Kolibri side, with its administrator */
export function openKolibriSandbox({ baseUrl, ...administrator }: Address): KolibriSandbox {
  return {
    async turn(switches) {
      const url = new URL('/__sandbox/kolibri/faults', baseUrl);
      const body = JSON.stringify(switches);
      const reply = await fetch(url, { method: 'POST', headers: { 'X-Sandbox': '1' }, body });
      if (!reply.ok) throw new Error(`The campus answered ${reply.status}.`);
    },
    async otherAdministrator() {
      const admin = await browserOf(baseUrl, administrator);
      const who = { username: `deputy${process.pid}_${(people += 1)}`, password: 'deputy-1' };
      const user = { ...who, full_name: 'Deputy', facility: admin.facilityId };
      const { id } = v.parse(Made, await admin.send('POST', '/api/auth/facilityuser/', user));
      const role = { user: id, collection: admin.facilityId, kind: 'admin' };
      await admin.send('POST', '/api/auth/role/', [role]);
      return browserOf(baseUrl, who);
    },
  };
}

async function browserOf(baseUrl: string, who: Pick<Address, 'username' | 'password'>): Promise<Browser> {
  const jar = new Map<string, string>();
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const reply = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'X-CSRFToken': jar.get('kolibri_csrftoken') ?? '',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    if (!reply.ok) throw new Error(`${method} ${path} was answered with ${reply.status}.`);
    return reply.json();
  };
  const session = v.parse(Session, await send('POST', '/api/auth/session/', who));
  return { facilityId: session.facility_id, send };
}
