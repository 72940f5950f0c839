import type { TaskRef } from '../platform/exportPort.ts';
import { fail } from '../platform/failure.ts';
import type { Sleep } from '../platform/sleep.ts';
import { hasEnded, Job } from './job.ts';
import { readJson } from './readJson.ts';
import { replyFailure } from './replyFailure.ts';
import type { KolibriSession } from './session.ts';

/** A job that nobody wants any more is given this much time to end before it is left behind. */
const RELEASE_DELAYS_MS: readonly number[] = [500, 1000, 2000];

/** The state of a job (Kolibri protocol, section 3). Fails as gone/task when the server has forgotten it. */
export async function readServerJob(
  session: KolibriSession,
  tasksUrl: string,
  task: TaskRef,
  signal: AbortSignal,
): Promise<Job> {
  const reply = await session.send({ method: 'GET', url: urlOf(tasksUrl, task) }, signal);
  if (reply.status === 404) fail({ kind: 'gone', missing: 'task' });
  if (reply.status >= 400) fail(replyFailure(reply));
  return readJson(reply, Job);
}

/** What is to be let go: a job of this type, if it is one of ours. */
export type Releasing = {
  readonly tasksUrl: string;
  readonly task: TaskRef;
  readonly type: string;
  readonly sleep: Sleep;
};

/**
 * Takes a job of ours off the server's list, where finished ones stay until somebody clears them; one that still waits is deleted.
 * Jobs of others are never touched. Never fails.
 */
export async function releaseJob(
  session: KolibriSession,
  releasing: Releasing,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { id } = await session.administrator(signal);
    for (const delay of RELEASE_DELAYS_MS) {
      if (await tryRelease(session, releasing, id, signal)) return;
      await releasing.sleep(delay, signal);
    }
    await tryRelease(session, releasing, id, signal);
  } catch {
    // A job that stays in the server's list hurts nobody.
    return;
  }
}

/** Takes an ended job of ours off the server's list. Fails as forbidden for one of others, as badInput for one that goes on. */
export async function clearJob(
  session: KolibriSession,
  tasksUrl: string,
  task: TaskRef,
  signal: AbortSignal,
): Promise<void> {
  const { id } = await session.administrator(signal);
  const job = await readServerJob(session, tasksUrl, task, signal);
  if (job.extra_metadata.started_by !== id) fail({ kind: 'forbidden' });
  if (!hasEnded(job)) fail({ kind: 'badInput', detail: job.status });
  const url = `${urlOf(tasksUrl, task)}clear/`;
  const reply = await session.send({ method: 'POST', url, body: '{}' }, signal);
  if (reply.status >= 400 && reply.status !== 404) fail(replyFailure(reply));
}

/** True when the server has let the job go, or never will. */
async function tryRelease(
  session: KolibriSession,
  { tasksUrl, task, type }: Releasing,
  me: string,
  signal: AbortSignal,
): Promise<boolean> {
  const job = await readServerJob(session, tasksUrl, task, signal);
  // One that comes back, such as the daily sync, is nobody's to take away.
  if (job.type !== type || job.extra_metadata.started_by !== me || job.repeat === null) return true;
  const url = urlOf(tasksUrl, task);
  if (hasEnded(job)) {
    await session.send({ method: 'POST', url: `${url}clear/`, body: '{}' }, signal);
    return true;
  }
  if (job.status !== 'QUEUED') return false;
  return (await session.send({ method: 'DELETE', url }, signal)).status < 300;
}

function urlOf(tasksUrl: string, { id }: TaskRef): string {
  return `${tasksUrl}${encodeURIComponent(id)}/`;
}
