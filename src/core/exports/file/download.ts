import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { FileReply, Resume } from '../../platform/exportPort.ts';
import { fail, failureOf } from '../../platform/failure.ts';
import { releaseChunks } from '../../platform/releaseChunks.ts';

export type Downloaded = { readonly size: number; readonly sha256: string };

/** What the server said about the file; kept beside the part so that a later run can go on. */
export type FileFacts = { readonly validator?: string; readonly total?: number };

export type DownloadOptions = {
  /** Where the bytes go. What an earlier run left there is kept when the server can go on from it. */
  readonly partPath: string;
  readonly known: FileFacts;
  readonly open: (resume: Resume | undefined, signal: AbortSignal) => Promise<FileReply>;
  /** Called before the first byte is written, so that the facts are on record before there is a part. */
  readonly onOpened: (facts: FileFacts) => Promise<void>;
  readonly onProgress: (received: number, total: number | undefined) => void;
  /** Give up when no byte has come for this long, in milliseconds. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
};

/** Chunks are gathered to this size before they are written: fewer calls, and still little memory … */
const WRITE_BYTES = 1024 * 1024;
/** … but no longer than this, in milliseconds, so that a slow download loses next to nothing when the editor dies. */
const WRITE_MS = 250;
/** The disk is told to keep what it has this often, so that it works while the rest is coming, and not when all of it is there. */
const SYNC_BYTES = 32 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;

/**
 * Fetches a file to `partPath`, hashing it as it comes: SHA-256 runs while the disk writes, so a checked download costs no second
 * pass. What an earlier run left is hashed and continued with a Range request, guarded by If-Range: a file that has changed on
 * the server starts again. The part stays on disk whatever happens; a later call continues it.
 *
 * Fails as damaged/truncated when the server closes early, disk/… when the part cannot be written, timedOut when the bytes stop.
 */
export async function download(options: DownloadOptions): Promise<Downloaded> {
  const { partPath, known, signal } = options;
  const kept = known.validator === undefined ? 0 : await sizeOf(partPath);
  let hash = createHash('sha256');
  if (kept > 0) await hashFile(partPath, kept, hash, signal);
  if (kept > 0 && kept === known.total) return { size: kept, sha256: hash.digest('hex') };

  const resume =
    kept > 0 && known.validator !== undefined ? { from: kept, validator: known.validator } : undefined;
  const reply = await options.open(resume, signal);
  let file: FileHandle | undefined;
  try {
    await options.onOpened({
      ...(reply.validator !== undefined && { validator: reply.validator }),
      ...(reply.total !== undefined && { total: reply.total }),
    });
    file = await open(partPath, reply.from === 0 ? 'w' : 'r+', 0o600);
    if (reply.from === 0) hash = createHash('sha256');
    const size = await receive(reply, file, hash, options);
    await file.sync();
    return { size, sha256: hash.digest('hex') };
  } finally {
    reply.body.destroy();
    await file?.close();
  }
}

async function receive(
  reply: FileReply,
  file: FileHandle,
  hash: Hash,
  options: DownloadOptions,
): Promise<number> {
  let received = reply.from;
  let position = reply.from;
  let batch: Buffer[] = [];
  let batched = 0;
  let flushedAt = performance.now();
  let syncedTo = reply.from;
  let writing: Promise<void> = Promise.resolve();
  let syncing: Promise<void> = Promise.resolve();

  const release = releaseChunks(reply.body);

  // One batch is written while the next one is received and hashed.
  const flush = async (): Promise<void> => {
    await writing;
    flushedAt = performance.now();
    const [buffers, at] = [batch, position];
    position += batched;
    batch = [];
    batched = 0;
    writing = writeAll(file, buffers, at).then(() => buffers.forEach(release));
    // Awaited at the next flush; until then a rejection must not count as unhandled.
    writing.catch(() => undefined);
    if (position - syncedTo >= SYNC_BYTES) {
      syncedTo = position;
      await syncing;
      syncing = file.datasync();
      syncing.catch(() => undefined);
    }
  };

  try {
    for await (const chunk of bytesOf(reply.body, options.stallMs, options.signal)) {
      hash.update(chunk);
      batch.push(chunk);
      batched += chunk.length;
      received += chunk.length;
      options.onProgress(received, reply.total);
      if (batched >= WRITE_BYTES || performance.now() - flushedAt > WRITE_MS) await flush();
    }
  } finally {
    // Also when the connection broke: every byte that came is worth keeping.
    await flush();
    await writing;
    await syncing;
  }
  if (reply.total !== undefined && received !== reply.total) fail({ kind: 'damaged', problem: 'truncated' });
  return received;
}

/** The body's chunks; fails as timedOut when none comes for `stallMs`, as truncated when the connection breaks. */
async function* bytesOf(body: Readable, stallMs: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  const stall = new AbortController();
  const watch = setTimeout(() => {
    stall.abort();
    body.destroy();
  }, stallMs);
  const abort = (): void => void body.destroy();
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      watch.refresh();
      yield chunk;
    }
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'disk') throw error;
    stopIfAborted(signal);
    if (stall.signal.aborted) fail({ kind: 'timedOut', afterMs: stallMs });
    fail({ kind: 'damaged', problem: 'truncated' }, error);
  } finally {
    clearTimeout(watch);
    signal.removeEventListener('abort', abort);
  }
  stopIfAborted(signal);
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) fail({ kind: 'cancelled' });
}

async function writeAll(file: FileHandle, buffers: readonly Buffer[], position: number): Promise<void> {
  const length = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  if (length === 0) return;
  const { bytesWritten } = await file.writev(buffers, position);
  // A short write is what a disk that is about to be full does; the next one says so.
  if (bytesWritten < length) {
    const rest = Buffer.concat(buffers).subarray(bytesWritten);
    await writeAll(file, [rest], position + bytesWritten);
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0; // not there yet
  }
}

/** Feeds the first `length` bytes of a file to a hash. */
export async function hashFile(path: string, length: number, hash: Hash, signal: AbortSignal): Promise<void> {
  if (length === 0) return;
  const stream = createReadStream(path, { end: length - 1, highWaterMark: READ_BYTES, signal });
  for await (const chunk of stream as AsyncIterable<Buffer>) hash.update(chunk);
}
