import { isMadeOfParts } from '../../platform/exportRequest.ts';
import { resetParts, retryParts } from '../parts/jobParts.ts';
import type { ActiveState, Job } from '../job/job.ts';
import type { Ledger } from '../job/ledger.ts';
import { retryState } from './retryState.ts';

/**
 * Where an ended job goes on when the user says "retry": from where it stopped, or anew where the failure means that the server must.
 * Of a composed export only the parts that failed are set to be made again.
 */
export async function nextTry({ id, request, state }: Job, ledger: Ledger, now: Date): Promise<ActiveState> {
  if (!isMadeOfParts(request))
    return state.step === 'failed' || state.step === 'cancelled'
      ? retryState(state, now)
      : { step: 'queued' };
  const parts = ledger.parts(id);
  if (state.step === 'cancelled') await resetParts(parts);
  else await retryParts(parts, now);
  return { step: 'collecting', total: (await parts.read()).length };
}
