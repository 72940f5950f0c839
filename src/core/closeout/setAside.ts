import { extname } from 'node:path';
import { freePath, publishFile } from '../exports/file/publishFile.ts';

/**
 * Gives a damaged file another name beside its own, `Coursework (damaged).zip`, so that a new one can be saved; it never replaces a file.
 * One that is not there, or is gone already, is no failure.
 */
export async function setAside(path: string): Promise<void> {
  const ending = extname(path);
  const base = `${path.slice(0, path.length - ending.length)} (damaged)`;
  try {
    while (!(await publishFile(path, await freePath(base, ending.slice(1)))));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
