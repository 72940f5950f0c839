import type { Job, JobState } from '../exports/job/job.ts';
import { isLogs, type ExportRequest, type ExportRequestOf } from '../platform/exportRequest.ts';
import type { Failure } from '../platform/failure.ts';
import type { AdoptKind } from './recognition.ts';

/**
 * Whether the browser may make what this job could not: the server answered "not found" when it was asked to begin, so it has no such
 * endpoint (or no such course any more, which its page will show).
 */
export function canHandOver({ request, state }: Pick<Job, 'request' | 'state'>): boolean {
  if (state.step !== 'failed' || !hasPage(request)) return false;
  return isUnknown(state.failure) && BEFORE_A_TASK.includes(state.resume.step);
}

/** Whether this is the answer "not found" to a request that named no task. */
export function isUnknown(failure: Failure): boolean {
  return failure.kind === 'gone' && failure.missing === 'place';
}

/** Where a job stands when a server has not begun it, or none of its parts. */
const BEFORE_A_TASK: readonly JobState['step'][] = ['queued', 'asking', 'collecting', 'packing', 'rendering'];

/** Whether the platform's own pages have this export: Kolibri's have none. */
export function hasPage(request: ExportRequest): request is ExportRequestOf<AdoptKind> {
  return request.kind !== 'users' && !isLogs(request);
}
