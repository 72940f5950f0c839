import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 30_000;

/** Looks again and again until there is an answer; the error names what was waited for. False is none: see untilTrue.ts. */
export async function until<T extends object | string | number | true | null>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`Waited ${patienceMs / 1000} s in vain: ${what}`);
    await pause(50);
  }
}
