import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, unless they are there. Step by step, because Node's recursive `mkdir` never ends where a
 * file system says "no such folder" for a folder that cannot be made (as /proc does). Fails as the file system does.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    const parent = dirname(path);
    await makeFolder(parent, mode);
    await mkdir(path, { mode }).catch((again: unknown) => {
      // Another one made it meanwhile.
      if ((again as NodeJS.ErrnoException).code !== 'EEXIST') throw again;
    });
  }
}
