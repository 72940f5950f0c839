import { link, rename, rm, stat, writeFile } from 'node:fs/promises';

/** The first of `base.ext`, `base (2).ext`, `base (3).ext` … that does not exist. `base` is an absolute path. */
export async function freePath(base: string, extension: string): Promise<string> {
  for (let i = 1; ; i++) {
    const path = i === 1 ? `${base}.${extension}` : `${base} (${i}).${extension}`;
    if (!(await exists(path))) return path;
  }
}

/**
 * Gives a finished part its name, without ever replacing a file: answers false if `target` is taken. May be called again after a
 * crash at any point of an earlier call for the same two paths.
 */
export async function publishFile(part: string, target: string): Promise<boolean> {
  try {
    await link(part, target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') {
      // An earlier call named the file and died before it could say so; or the folder is gone.
      if (await exists(target)) return true;
      throw error;
    }
    if (code !== 'EEXIST') return placeholderThenRename(part, target);
    if (!(await isSameFile(part, target))) return false;
  }
  await rm(part, { force: true });
  return true;
}

/** For file systems without hard links: an empty file holds the name until the part takes its place. */
async function placeholderThenRename(part: string, target: string): Promise<boolean> {
  try {
    await writeFile(target, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await rename(part, target);
  return true;
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(a, { bigint: true }), stat(b, { bigint: true })]);
  return one.ino !== 0n && one.ino === other.ino && one.dev === other.dev;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
