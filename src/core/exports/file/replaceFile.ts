import { rename, stat } from 'node:fs/promises';
import type { SavedFile } from '../job/job.ts';
import { measureFile } from './measureFile.ts';
import { publishFile } from './publishFile.ts';

type Known = Pick<SavedFile, 'path' | 'size' | 'sha256'>;

/**
 * Puts a finished part in the place of an older file that Lectern has made, and only of that: a file that is not, to the last byte,
 * the one on record stays. Answers false if `old.path` is taken by something else, or cannot be replaced because a program holds it:
 * the part stays then. May be called again after a crash at any point of an earlier call for the same files.
 *
 * @param part absolute path of the part
 * @param made what the part holds
 */
export async function replaceFile(
  part: string,
  made: Omit<Known, 'path'>,
  old: Known,
  signal: AbortSignal,
): Promise<boolean> {
  // An earlier call has named the file and died before it could say so.
  if ((await isOf(part, made, signal)) === undefined && (await isOf(old.path, made, signal)) === true)
    return true;
  if ((await isOf(old.path, old, signal)) !== true) return publishFile(part, old.path);
  try {
    await rename(part, old.path);
    return true;
  } catch (error) {
    // What Windows says of a file that is open elsewhere.
    if (['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Whether a file holds these very bytes; undefined if there is none. */
async function isOf(
  path: string,
  { size, sha256 }: Omit<Known, 'path'>,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    if ((await stat(path)).size !== size) return false;
    return (await measureFile(path, signal)).sha256 === sha256;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
