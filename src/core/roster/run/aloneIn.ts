import { failureOf } from '../../platform/failure.ts';
import { takeLease } from '../../storage/lease.ts';
import { makeFolder } from '../../storage/makeFolder.ts';
import { facilityLease } from './facilityLease.ts';
import { following } from './check/following.ts';
import type { CheckState, ImportState } from './importRun.ts';
import type { RunAround } from './runAround.ts';

/**
 * Does the work while nothing else of ours is at work on the facility, in whatever window: two imports at once would make every user
 * twice, and a check beside one would compare with what is just being changed.
 */
export function aloneIn<S extends CheckState | ImportState>(
  { ledger, facility }: Pick<RunAround, 'ledger' | 'facility'>,
  work: (tell: (state: S | AloneState) => void) => Promise<void>,
): AsyncGenerator<S | AloneState> {
  return following<S | AloneState>(async (tell) => {
    try {
      await makeFolder(ledger, 0o700);
      const lease = await takeLease(facilityLease(ledger, facility.id));
      if (lease === undefined) {
        tell({ kind: 'busy', by: 'lectern' });
        return;
      }
      try {
        await work(tell);
      } finally {
        await lease.release();
      }
    } catch (error) {
      tell({ kind: 'failed', failure: failureOf(error) });
    }
  });
}

type AloneState = Extract<CheckState, { kind: 'busy' | 'failed' }>;
