import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportPath } from '../exports/file/fileName.ts';
import { freePath, publishFile } from '../exports/file/publishFile.ts';
import type { Ref } from '../platform/place.ts';
import { failureOf, FailureError } from '../platform/failure.ts';
import { makeFolder } from '../storage/makeFolder.ts';

export type UploadOptions = {
  readonly course: Ref;
  readonly bytes: Uint8Array;
  /** The export folder; absolute. */
  readonly folder: string;
  /** The setting `lectern.exports.fileName`. */
  readonly fileName: string;
  readonly now: Date;
};

/**
 * Writes a blueprints file that the user is to upload by hand, beside the exports of the course and under a name of its own: nothing is
 * replaced. Answers its path. Fails as disk.
 */
export async function writeForUpload(options: UploadOptions): Promise<string> {
  const { course, bytes, folder, fileName, now } = options;
  const base = `${join(folder, ...exportPath(fileName, { kind: 'blueprints', course }, now))} to import`;
  const part = `${base}.${randomUUID().slice(0, 8)}.part`;
  try {
    await makeFolder(dirname(base));
    await writeFile(part, bytes, { flag: 'wx', mode: 0o600 });
    for (;;) {
      const target = await freePath(base, 'json');
      if (await publishFile(part, target)) return target;
    }
  } catch (error) {
    const failure = failureOf(error);
    // The user knows the folder, not the file that was to become another.
    throw new FailureError(failure.kind === 'disk' ? { ...failure, path: dirname(base) } : failure, {
      cause: error,
    });
  } finally {
    // What is left of it is no reason to say something else; where there is no folder there is nothing.
    await rm(part, { force: true }).catch(() => undefined);
  }
}
