import { setTimeout as delay } from 'node:timers/promises';
import { fail } from './failure.ts';

/** Waits `ms` milliseconds, or fails as cancelled. Replaced in tests. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export const sleep: Sleep = async (ms, signal) => {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    fail({ kind: 'cancelled' }, error);
  }
};
