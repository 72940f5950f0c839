import { join } from 'node:path';

/** The lease of whatever of ours is at work on a facility: see {@link aloneIn}. */
export function facilityLease(ledger: string, facilityId: string): string {
  return join(ledger, `${facilityId}.lease`);
}
