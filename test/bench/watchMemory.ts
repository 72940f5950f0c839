import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/** Bytes; the kernel counts in KiB. */
function ofStatus(field: 'VmRSS' | 'VmHWM'): number {
  const kib = new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(readFileSync(STATUS, 'utf8'))?.[1];
  if (kib === undefined) throw new Error(`${STATUS} has no ${field}.`);
  return Number(kib) * 1024;
}

/**
 * Begins to watch the resident set of this process. The answer says how far it has been above its present size since, in bytes: the
 * kernel's own high-water mark, so no peak falls between two looks. Elsewhere than on Linux it counts from the start of the process.
 */
export function watchMemory(): () => number {
  if (!existsSync(STATUS)) {
    const before = process.memoryUsage.rss();
    return () => process.resourceUsage().maxRSS * 1024 - before;
  }
  writeFileSync('/proc/self/clear_refs', '5'); // sets the mark back to the present size
  const before = ofStatus('VmRSS');
  return () => ofStatus('VmHWM') - before;
}
