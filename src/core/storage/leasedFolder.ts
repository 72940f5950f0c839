import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { takeLease } from './lease.ts';
import { makeFolder } from './makeFolder.ts';

const LEASE = '.lease';

/** A folder of this process's own. `remove` takes it away with all that is in it, and may be called more than once. */
export type LeasedFolder = { readonly path: string; remove(): Promise<void> };

/**
 * Makes a folder below `root` that only the user may read. A lease beside it says that its process is alive, so that
 * {@link sweepLeasedFolders} can tell it from one that a killed process has left.
 */
export async function makeLeasedFolder(root: string): Promise<LeasedFolder> {
  const name = randomUUID();
  const path = join(root, name);
  await makeFolder(root, 0o700);
  // First the lease: a folder without one is anybody's.
  const lease = await takeLease(join(root, name + LEASE));
  await mkdir(path, { mode: 0o700 });
  return {
    path,
    async remove() {
      try {
        await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
      } finally {
        // What Windows does not let go of yet goes with the next sweep.
        await lease?.release();
      }
    },
  };
}

/** Removes the folders below `root` that processes which have died left behind. */
export async function sweepLeasedFolders(root: string): Promise<void> {
  for (const name of await namesIn(root)) {
    if (name.endsWith(LEASE)) continue;
    const lease = await takeLease(join(root, name + LEASE));
    if (!lease) continue;
    await rm(join(root, name), { recursive: true, force: true });
    await lease.release();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
