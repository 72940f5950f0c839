import { readFileSync } from 'node:fs';

const NANOSECONDS = 1e6;

/** Milliseconds for which the main thread of this process has been on a processor, as Linux counts them; NaN elsewhere. */
export function threadTime(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / NANOSECONDS;
  } catch {
    return Number.NaN;
  }
}
