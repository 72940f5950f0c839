import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import type { ServerReport } from '../../../src/core/roster/predict/serverReport.ts';
import { answerOf } from '../../kolibri/answerOf.ts';
import { sessionHeaders, type Person } from './sessionHeaders.ts';

const TYPE = 'kolibri.core.auth.tasks.importusersfromcsv';
const LOOK_MS = 150;
/** Looks at which no job had ended: an accepted row costs the server a hash, and a machine may be busy. */
const PATIENCE = 6000;
const ENDED = ['COMPLETED', 'FAILED', 'CANCELED'];

const Job = v.object({
  id: v.string(),
  status: v.string(),
  exception: v.nullable(v.string()),
  percentage: v.number(),
  extra_metadata: v.unknown(),
});
type Job = v.InferOutput<typeof Job>;

/** A file to be tried: its bytes as they are, whatever they are. */
export type DryRun = {
  readonly bytes: Uint8Array;
  readonly isDelete: boolean;
  readonly locale: string;
};

/**
 * Sends a file to the server's dry run and waits for its answer. `onProgress` is told, each time it moves, how much of the job is done,
 * from 0 to 1.
 */
export type TryFile = (run: DryRun, onProgress?: (part: number) => void) => Promise<ServerReport>;

/** Signs in, for any number of dry runs. Several may wait at once. */
export async function dryRuns(baseUrl: string, administrator: Person, facility: string): Promise<TryFile> {
  const headers = { ...(await sessionHeaders(baseUrl, administrator)), Accept: 'application/json' };
  const tasks = `${baseUrl}/api/tasks/tasks/`;
  const lookouts = lookAt(async () => {
    const reply = await fetch(tasks, { headers });
    // The list fails where a job is cleared while it is made: the next look will do.
    return reply.status >= 500 ? [] : v.parse(v.array(Job), await reply.json());
  });

  return async ({ bytes, isDelete, locale }, onProgress) => {
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
    const job = await lookouts.endOf(id, onProgress);
    await fetch(`${tasks}${id}/clear/`, { method: 'POST', headers });
    return answerOf(job.status === 'FAILED' ? job.exception : null, job.extra_metadata);
  };
}

/** Looks at the list of jobs for all that wait, with one request for all: each look costs the server as much as a short job. */
function lookAt(list: () => Promise<readonly Job[]>): {
  readonly endOf: (id: string, onProgress?: (part: number) => void) => Promise<Job>;
} {
  type Waiting = {
    readonly onProgress: ((part: number) => void) | undefined;
    part: number;
    readonly resolve: (job: Job) => void;
    readonly reject: (reason: unknown) => void;
  };
  const waiting = new Map<string, Waiting>();
  let isLooking = false;
  const look = async (): Promise<void> => {
    for (let looks = 0; waiting.size > 0; looks++) {
      if (looks > PATIENCE) throw new Error('The dry run did not end.');
      await delay(LOOK_MS);
      for (const job of await list()) {
        const one = waiting.get(job.id);
        if (one === undefined) continue;
        if (job.percentage > one.part) one.onProgress?.((one.part = job.percentage));
        if (!ENDED.includes(job.status)) continue;
        waiting.delete(job.id);
        one.resolve(job);
        looks = 0;
      }
    }
    isLooking = false;
  };
  return {
    endOf: (id, onProgress) =>
      new Promise((resolve, reject) => {
        waiting.set(id, { onProgress, part: 0, resolve, reject });
        if (isLooking) return;
        isLooking = true;
        look().catch((error: unknown) => {
          isLooking = false;
          for (const one of waiting.values()) one.reject(error);
          waiting.clear();
        });
      }),
  };
}
