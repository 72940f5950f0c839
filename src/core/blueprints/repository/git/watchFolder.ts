import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 100;

/**
 * Tells again and again how many bytes the files below a folder hold, until `signal` is aborted. It is how far a fetch of git is:
 * git writes what arrives as it arrives, and says nothing that a program could rely on.
 */
export async function watchFolder(
  folder: string,
  tell: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    tell(await bytesIn(folder));
    try {
      await delay(PAUSE_MS, undefined, { signal });
    } catch {
      return; // aborted
    }
  }
}

/** Bytes of all files below a folder; a file that is gone by the time it is looked at counts for nothing. */
export async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesIn(path);
    else
      bytes += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
  }
  return bytes;
}
