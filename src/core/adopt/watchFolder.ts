import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, FailureError, failureOf } from '../platform/failure.ts';
import { sleep as realSleep, type Sleep } from '../platform/sleep.ts';
import { isUnfinished, unfinishedNames } from './isUnfinished.ts';

export type WatchOptions = {
  /** Absolute. */
  readonly folder: string;
  /** Whether a file is the one that is waited for. Called once for each file that has come to rest, and again if it changes. */
  readonly wants: (path: string) => Promise<boolean>;
  /** Called when the folder has been looked at for the first time: what comes now is new. */
  readonly onStarted?: () => void;
  /** How long to wait, in milliseconds. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  readonly sleep?: Sleep;
  readonly now?: () => number;
};

/** Between two looks, in milliseconds. A file that is the same in two looks is not being written. */
const LOOK_MS = 1_000;

/**
 * Waits for a file to appear in a folder: only names that were not there at the start count, none that a browser is still writing,
 * and none before it has come to rest. Everything else is left alone. Undefined: the time is up. Fails as cancelled or disk.
 */
export async function watchFolder(options: WatchOptions): Promise<string | undefined> {
  const { folder, wants, onStarted, limitMs, signal, sleep = realSleep, now = Date.now } = options;
  try {
    const before = new Set(await readdir(folder));
    onStarted?.();
    const end = now() + limitMs;
    /** What each new file looked like last, and whether it was asked about like that. */
    const seen = new Map<string, { readonly stamp: string; readonly asked: boolean }>();
    while (now() < end) {
      await sleep(LOOK_MS, signal);
      if (signal.aborted) fail({ kind: 'cancelled' });
      const names = await readdir(folder);
      const all = new Set(names);
      for (const name of names) {
        if (before.has(name) || isUnfinished(name)) continue;
        if (unfinishedNames(name).some((other) => all.has(other))) continue;
        const path = join(folder, name);
        const stamp = await stampOf(path);
        const last = seen.get(name);
        if (stamp === undefined || last?.stamp !== stamp) {
          seen.set(name, { stamp: stamp ?? '', asked: false });
          continue;
        }
        if (last.asked) continue;
        seen.set(name, { stamp, asked: true });
        if (await wants(path)) return path;
      }
    }
    return undefined;
  } catch (error) {
    throw error instanceof FailureError ? error : new FailureError(failureOf(error), { cause: error });
  }
}

/** Undefined for what is no file, is empty, or has gone. */
async function stampOf(path: string): Promise<string | undefined> {
  try {
    const stats = await lstat(path);
    return stats.isFile() && stats.size > 0 ? `${stats.size} ${stats.mtimeMs}` : undefined;
  } catch (error) {
    if (failureOf(error).kind === 'disk') return undefined;
    throw error;
  }
}
