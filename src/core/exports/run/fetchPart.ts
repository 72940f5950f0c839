import type { RemoteFile } from '../../platform/exportPort.ts';
import { failureOf, type Failure } from '../../platform/failure.ts';
import { download, type Downloaded, type FileFacts } from '../file/download.ts';
import { isPassing } from './isPassing.ts';
import type { Part } from '../job/job.ts';
import type { JobRun } from './jobRun.ts';

/** Waits between tries that brought no new byte, in milliseconds; after the last one the failure stands. */
const WAITS = [500, 2_000, 5_000] as const;
const STALL_MS = 60_000;

/**
 * Downloads into the part, going on by itself when the connection breaks: as often as each try brings new bytes, and a few times
 * when it does not.
 */
export async function fetchPart(
  part: Part,
  path: string,
  file: RemoteFile,
  run: JobRun,
  onOpened: (facts: FileFacts) => Promise<void>,
): Promise<Downloaded> {
  let facts: FileFacts = part;
  let received = 0;
  let best = 0;
  let fruitless = 0;
  for (;;) {
    try {
      return await download({
        partPath: path,
        known: facts,
        open: (resume, signal) => run.port.open(file, resume, signal),
        onOpened: async (opened) => {
          facts = opened;
          await onOpened(opened);
        },
        onProgress: (bytes, total) => {
          received = bytes;
          run.onProgress({ step: 'downloading', received: bytes, ...(total !== undefined && { total }) });
        },
        stallMs: STALL_MS,
        signal: run.signal,
      });
    } catch (error) {
      if (!isBroken(failureOf(error))) throw error;
      fruitless = received > best ? 0 : fruitless + 1;
      best = Math.max(best, received);
      const wait = WAITS[fruitless];
      if (wait === undefined) throw error;
      await run.sleep(wait, run.signal);
    }
  }
}

/** The bytes stopped before their end: what is there is good, and the rest is worth another try. */
function isBroken(failure: Failure): boolean {
  return isPassing(failure) || (failure.kind === 'damaged' && failure.problem === 'truncated');
}
