import { fail } from '../platform/failure.ts';

/** Keeps requests back once the organisation's requests of the day are used up. */
export type QuotaGate = {
  /** Fails as quotaUsedUp, unless requests are left or it is time to ask the server again. */
  pass(): void;
  /** The server refused a request because the day's requests are used up. */
  close(): void;
  /** The server took a request. */
  open(): void;
};

/** When the day resets is not known (Codio protocol, section 2), so one request in this time may find out. */
const PROBE_MS = 60_000;

/** Builds the gate of one connection. */
export function createQuotaGate(now: () => number): QuotaGate {
  let closedAt: number | undefined;
  return {
    pass() {
      if (closedAt === undefined) return;
      const since = now() - closedAt;
      if (since >= 0 && since < PROBE_MS) fail({ kind: 'quotaUsedUp' });
      closedAt = now();
    },
    close() {
      closedAt = now();
    },
    open() {
      closedAt = undefined;
    },
  };
}
