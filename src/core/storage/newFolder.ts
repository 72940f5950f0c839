import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a folder in `parent` that was not there, so that nobody else has put anything into it: `name`, or `name (2)` … if that is
 * taken. Answers its path; fails with the system's error.
 */
export async function newFolder(parent: string, name: string): Promise<string> {
  for (let i = 1; ; i++) {
    const path = join(parent, i === 1 ? name : `${name} (${i})`);
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
