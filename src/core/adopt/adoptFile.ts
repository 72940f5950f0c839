import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link as hardLink, lstat, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportPath } from '../exports/file/fileName.ts';
import type { FileKind } from '../exports/file/fileKind.ts';
import type { Job } from '../exports/job/job.ts';
import { freePath, publishFile } from '../exports/file/publishFile.ts';
import { verifyFile } from '../exports/file/verifyFile.ts';
import type { ExportRequest } from '../platform/exportRequest.ts';
import { fail, FailureError, failureOf } from '../platform/failure.ts';
import { makeFolder } from '../storage/makeFolder.ts';

export type AdoptOptions = {
  /** The file, wherever the user has it; absolute. */
  readonly path: string;
  readonly connectionId: string;
  /** What the file is of. */
  readonly request: ExportRequest;
  /** The export folder; absolute. */
  readonly folder: string;
  /** The setting `lectern.exports.fileName`. */
  readonly fileName: string;
  /** Puts the finished job on record. The original stays until this has resolved. */
  readonly record: (job: Job) => Promise<void>;
  /** Bytes read of `total`; a copy is read twice. */
  readonly onProgress?: (read: number, total: number) => void;
  readonly now: Date;
  /** Node's own; a test has one that fails as between two disks. */
  readonly link?: (from: string, to: string) => Promise<void>;
  readonly signal: AbortSignal;
};

/** `original` is kept where it could not be removed. */
export type Adopted = { readonly job: Job; readonly path: string; readonly original: 'moved' | 'kept' };

/**
 * Makes a file that somebody has downloaded by hand a finished export: checked, hashed, moved into the export folder under the usual
 * name, and on record. On the same disk the file gets its new name by a hard link, which never replaces; elsewhere it is copied, and
 * the copy is read again and compared. Only when the job is on record does the original go; until then a failure leaves it as it was.
 *
 * Fails as damaged (`truncated`: it changed meanwhile), disk or cancelled.
 */
export async function adoptFile(options: AdoptOptions): Promise<Adopted> {
  try {
    return await adopt(options);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    throw new FailureError(options.signal.aborted ? { kind: 'cancelled' } : failureOf(error), {
      cause: error,
    });
  }
}

async function adopt(options: AdoptOptions): Promise<Adopted> {
  const { path, connectionId, request, folder, fileName, record, now, signal } = options;
  const before = await stampOf(path);
  const kind = await verifyFile(path, request.kind, signal);
  const id = randomUUID();
  const base = join(folder, ...exportPath(fileName, request, now));
  await makeFolder(dirname(base));
  const part = `${base}.${id.slice(0, 8)}.part`;
  let target: string | undefined;
  try {
    const sha256 = await bringTo(part, options, before.size);
    target = await publish(part, base, kind);
    if (!isSame(before, await stampOf(path))) fail({ kind: 'damaged', problem: 'truncated' });
    const finishedAt = now.toISOString();
    const file = { path: target, size: before.size, sha256, kind };
    const adopted = { name: basename(path) };
    const job: Job = {
      id,
      connectionId,
      request,
      folder,
      createdAt: finishedAt,
      state: { step: 'done', file, finishedAt, adopted },
    };
    await record(job);
    return { job, path: target, original: await removed(path) };
  } catch (error) {
    // The original is still there, whole.
    await rm(part, { force: true });
    if (target !== undefined) await rm(target, { force: true });
    throw error;
  }
}

/** The file as `part`, by a link or as a copy that is proven equal. Answers the SHA-256. */
async function bringTo(part: string, options: AdoptOptions, size: number): Promise<string> {
  const { path, signal, onProgress, link = hardLink } = options;
  if (await linked(link, path, part)) return hashOf(path, signal, (read) => onProgress?.(read, size));
  const hash = createHash('sha256');
  let read = 0;
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      read += chunk.length;
      onProgress?.(read, 2 * size);
      done(undefined, chunk);
    },
  });
  await pipeline(createReadStream(path), tap, createWriteStream(part, { flags: 'wx', mode: 0o600 }), {
    signal,
  });
  const file = await open(part, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  const sha256 = hash.digest('hex');
  const copied = await hashOf(part, signal, (again) => onProgress?.(size + again, 2 * size));
  if (copied !== sha256 || read !== size) fail({ kind: 'damaged', problem: 'truncated' });
  return sha256;
}

/** False where no link can be: another disk, or a file system without them. */
async function linked(link: NonNullable<AdoptOptions['link']>, path: string, part: string): Promise<boolean> {
  try {
    await link(path, part);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    return false;
  }
}

async function publish(part: string, base: string, kind: FileKind): Promise<string> {
  for (;;) {
    const target = await freePath(base, kind);
    if (await publishFile(part, target)) return target;
  }
}

async function removed(path: string): Promise<'moved' | 'kept'> {
  try {
    await rm(path);
    return 'moved';
  } catch {
    return 'kept'; // said to the user: the file is in both places
  }
}

async function hashOf(path: string, signal: AbortSignal, onRead: (read: number) => void): Promise<string> {
  const hash = createHash('sha256');
  let read = 0;
  for await (const chunk of createReadStream(path, {
    highWaterMark: 1024 * 1024,
    signal,
  }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    read += chunk.length;
    onRead(read);
  }
  return hash.digest('hex');
}

type Stamp = { readonly size: number; readonly mtimeMs: number; readonly ino: number };

async function stampOf(path: string): Promise<Stamp> {
  const stats = await lstat(path);
  if (!stats.isFile()) fail({ kind: 'damaged', problem: 'wrongKind' });
  return { size: stats.size, mtimeMs: stats.mtimeMs, ino: stats.ino };
}

function isSame(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ino === b.ino;
}
