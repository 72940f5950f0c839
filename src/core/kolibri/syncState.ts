import type { SyncProgress, SyncStage, SyncState } from '../platform/dataPortal.ts';
import type { Failure } from '../platform/failure.ts';
import type { Job } from './job.ts';
import { failureReason } from './jobState.ts';

/** The server's stages of a sync (Kolibri protocol, section 7). */
const STAGES: Readonly<Record<string, SyncStage>> = {
  PENDING: 'waiting',
  SESSION_CREATION: 'connecting',
  REMOTE_QUEUING: 'receiving',
  PULLING: 'receiving',
  LOCAL_DEQUEUING: 'receiving',
  LOCAL_QUEUING: 'preparing',
  PUSHING: 'sending',
  REMOTE_DEQUEUING: 'finishing',
  COMPLETED: 'finishing',
};

/** How Python and the server name a portal that does not answer. */
const NOT_REACHED = /(Connection(Failure|Error|Refused)?|Timeout|NotFound|NewConnection)(Error)?$/;

/** How the server words an answer of the portal that is no success: `HTTPError: 404 Client Error: Not Found for url: …`. */
const HTTP_ERROR = /\b([45]\d\d) (?:Client|Server) Error\b/;

/** The class that Python puts before an error's text, with its module: it tells the reader nothing. */
const ERROR_CLASS = /^(?:\w+\.)*\w*(?:Error|Exception|Failure)(?::\s*|$)/;

/** A job that is to begin this soon is as good as begun; beside it, the two clocks are compared with the time that an answer takes. */
const SOON_MS = 30_000;

/**
 * What a job that syncs means. The daily one of a registered facility is never "completed": after its run it waits for the next day,
 * and for an hour after a failure, which it then names.
 *
 * @param now the server's clock, in milliseconds since 1970
 */
export function syncState(job: Job, now: number): SyncState {
  const progress = progressOf(job);
  switch (job.status) {
    case 'COMPLETED':
      return { step: 'done', progress };
    case 'FAILED':
    case 'CANCELED':
      return { step: 'failed', failure: failureOf(job) };
    default:
      if (isWaitingForItsDay(job, now))
        return (job.exception ?? '') === ''
          ? { step: 'done', progress }
          : { step: 'failed', failure: failureOf(job) };
      return { step: 'running', progress };
  }
}

/** True for a job that is put down for a later time: nothing goes on now. */
export function isWaitingForItsDay({ status, scheduled_datetime }: Job, now: number): boolean {
  return status === 'QUEUED' && Date.parse(scheduled_datetime ?? '') > now + SOON_MS;
}

function progressOf({ extra_metadata: { sync_state, bytes_sent, bytes_received } }: Job): SyncProgress {
  return {
    stage: STAGES[sync_state ?? ''] ?? 'waiting',
    sent: bytes_sent ?? 0,
    received: bytes_received ?? 0,
  };
}

function failureOf(job: Job): Failure {
  if (job.status === 'CANCELED') return { kind: 'overtaken', by: 'cancellation' };
  if (NOT_REACHED.test(job.exception ?? '')) return { kind: 'portal', problem: 'offline' };
  const reason = failureReason(job);
  const status = HTTP_ERROR.exec(reason)?.[1];
  if (status !== undefined) return { kind: 'portal', problem: 'refused', status: Number(status) };
  return { kind: 'serverFault', detail: reason.replace(ERROR_CLASS, '') };
}
