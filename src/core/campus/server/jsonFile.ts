import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { writeAtomic } from '../../storage/writeAtomic.ts';

/** Writes a small JSON file so that it is there either as it was or as it is now. Only the user may read it. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeAtomic(path, JSON.stringify(value));
}

/** What the file holds; undefined if it is not there or is not what it should be. */
export async function readJson<S extends v.GenericSchema>(
  path: string,
  schema: S,
): Promise<v.InferOutput<S> | undefined> {
  try {
    return v.parse(schema, JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError || isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
