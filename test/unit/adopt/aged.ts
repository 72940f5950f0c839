import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file that looks as if it had come to rest long ago; answers its path. */
export async function aged(path: string, content: string | Buffer): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, new Date('2026-03-05T10:00:00Z'), new Date('2026-03-05T10:00:00Z'));
  return path;
}
