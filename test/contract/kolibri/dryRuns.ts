import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import type { ServerReport } from '../../../src/core/roster/serverReport.ts';
import { answerOf } from '../../kolibri/answerOf.ts';

const TYPE = 'kolibri.core.auth.tasks.importusersfromcsv';
/** Looks, a seventh of a second apart: an accepted row costs the server a hash, and a machine may be busy. */
const PATIENCE = 6000;
const ENDED = ['COMPLETED', 'FAILED', 'CANCELED'];

const Job = v.object({
  id: v.string(),
  status: v.string(),
  exception: v.nullable(v.string()),
  extra_metadata: v.unknown(),
});

/** A file to be tried: its bytes as they are, whatever they are. */
export type DryRun = {
  readonly bytes: Uint8Array;
  readonly isDelete: boolean;
  readonly locale: string;
};

/** Signs in and gives what sends a file to the server's dry run and waits for its answer. Several may wait at once. */
export async function dryRuns(
  baseUrl: string,
  { username, password }: { readonly username: string; readonly password: string },
  facility: string,
): Promise<(run: DryRun) => Promise<ServerReport>> {
  const signedIn = await fetch(`${baseUrl}/api/auth/session/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const cookies = signedIn.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const token = cookies.find((cookie) => cookie.startsWith('kolibri_csrftoken='))?.split('=')[1] ?? '';
  const headers = { Cookie: cookies.join('; '), 'X-CSRFToken': token, Accept: 'application/json' };
  const tasks = `${baseUrl}/api/tasks/tasks/`;

  return async ({ bytes, isDelete, locale }) => {
    const body = new FormData();
    body.set('type', TYPE);
    body.set('dryrun', 'true');
    body.set('delete', String(isDelete));
    body.set('locale', locale);
    body.set('facility', facility);
    body.set('csvfile', new Blob([new Uint8Array(bytes)], { type: 'text/csv' }), 'users.csv');
    const asked = await fetch(tasks, { method: 'POST', headers, body });
    if (asked.status === 400 && (await asked.clone().text()).includes('EMPTY')) return { kind: 'notTaken' };
    if (!asked.ok) throw new Error(`The dry run was answered with ${asked.status}: ${await asked.text()}`);
    const { id } = v.parse(Job, await asked.json());
    const url = `${tasks}${id}/`;
    for (let look = 0; look < PATIENCE; look++) {
      await delay(150);
      const job = v.parse(Job, await (await fetch(url, { headers })).json());
      if (!ENDED.includes(job.status)) continue;
      await fetch(`${url}clear/`, { method: 'POST', headers });
      return answerOf(job.status === 'FAILED' ? job.exception : null, job.extra_metadata);
    }
    throw new Error('The dry run did not end.');
  };
}
