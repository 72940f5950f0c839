import type { Job } from '../exports/job.ts';
import {
  isComposed,
  isLogs,
  isRendered,
  type ExportRequest,
  type ExportRequestOf,
} from '../platform/exportRequest.ts';
import type { AdoptKind } from './recognition.ts';

/**
 * Whether the browser may make what this job could not: the server answered "not found" when it was asked to begin, so it has no such
 * endpoint (or no such course any more, which its page will show).
 */
export function canHandOver({ request, state }: Pick<Job, 'request' | 'state'>): boolean {
  if (state.step !== 'failed' || !hasPage(request) || isComposed(request)) return false;
  const { failure, resume } = state;
  return (
    failure.kind === 'gone' &&
    failure.missing === 'place' &&
    (resume.step === 'asking' || resume.step === 'queued')
  );
}

/** Whether the platform's own pages have this export: Kolibri's exports have none, and what is rendered here has none. */
export function hasPage(request: ExportRequest): request is ExportRequestOf<AdoptKind> {
  return request.kind !== 'users' && !isLogs(request) && !isRendered(request);
}
