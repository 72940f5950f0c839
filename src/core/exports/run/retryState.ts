import type { ActiveState, EndState } from '../job/job.ts';

/**
 * Where a job goes on when the user says "retry": from the step that failed, so that nothing is asked or fetched twice, or from the
 * beginning when the server has nothing to go on with (an expired link, a forgotten or failed task, a file that is broken).
 */
export function retryState(
  state: Extract<EndState, { step: 'failed' | 'cancelled' }>,
  now: Date,
): ActiveState {
  if (state.step === 'cancelled') return { step: 'queued' };
  const { failure, resume } = state;
  // Parts that failed are retried one by one; what is made of them is written anew in any case.
  if (resume.step === 'collecting' || resume.step === 'packing' || resume.step === 'rendering') return resume;
  switch (failure.kind) {
    case 'gone':
      // The server that began it is elsewhere: it may come back to this address, and have the task still.
      return failure.missing === 'kolibri' ? resume : { step: 'queued' };
    case 'overtaken':
      return { step: 'queued' };
    case 'damaged':
      return failure.problem === 'truncated' ? resume : { step: 'queued' };
    case 'serverFault':
      // Without a status it is the server's word that the task failed; with one, an answer that may pass.
      return failure.status === undefined ? { step: 'queued' } : resume;
    case 'timedOut':
      return resume.step === 'waiting' ? { ...resume, since: now.toISOString() } : resume;
    case 'offline':
    case 'signedOut':
    case 'forbidden':
    case 'rateLimited':
    case 'quotaUsedUp':
    case 'badInput':
    case 'unexpectedAnswer':
    case 'portal':
    case 'disk':
    case 'address':
    case 'repository':
    case 'cancelled':
      return resume;
  }
}
