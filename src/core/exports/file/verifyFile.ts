import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { fileBytes } from '../../zip/randomBytes.ts';
import { findZipDirectory, readZipRecords } from '../../zip/zipDirectory.ts';
import type { ExportKind } from '../../platform/exportRequest.ts';
import { fail } from '../../platform/failure.ts';
import { EXPECTED_KINDS, sniff, SNIFF_BYTES, type FileKind } from './fileKind.ts';
import { zstdDecompress } from './zstdDecompress.ts';

/**
 * Proves that a download is what was asked for: its first bytes are of an expected kind, and an archive can be read to its end (a
 * zip by its directory, which stands at the end of the file; a packed tar by unpacking it into nothing), and a PDF has pages. Returns
 * the kind.
 *
 * Fails as damaged: webPage for an error page in place of the file, wrongKind, or unreadable.
 */
export async function verifyFile(path: string, kind: ExportKind, signal: AbortSignal): Promise<FileKind> {
  const found = sniff(await headOf(path));
  if (found === 'webPage') fail({ kind: 'damaged', problem: 'webPage' });
  if (found === 'unknown' || !EXPECTED_KINDS[kind].includes(found))
    fail({ kind: 'damaged', problem: 'wrongKind' });
  try {
    await READERS[found](path, signal);
  } catch (error) {
    if (signal.aborted) fail({ kind: 'cancelled' });
    fail({ kind: 'damaged', problem: 'unreadable' }, error);
  }
  return found;
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const READERS: Readonly<Record<FileKind, (path: string, signal: AbortSignal) => Promise<void>>> = {
  csv: () => Promise.resolve(),
  json: () => Promise.resolve(),
  zip: readZipDirectory,
  'tar.zst': async (path, signal) => readTar(path, await zstdDecompress(), signal),
  'tar.gz': (path, signal) => readTar(path, createGunzip(), signal),
  pdf: async (path) => {
    const { pdfPages } = await import('./pdfPages.ts');
    if ((await pdfPages(path)) === 0) fail({ kind: 'damaged', problem: 'unreadable' });
  },
};

async function readZipDirectory(path: string, signal: AbortSignal): Promise<void> {
  const bytes = await fileBytes(path);
  const directory = await findZipDirectory(bytes);
  let count = 0;
  // Names do not matter here: a student's file may be called anything, and whoever opens the zip refuses what is hostile by name.
  await readZipRecords(bytes, directory, ({ position, packedSize }) => {
    signal.throwIfAborted();
    if (position + packedSize > bytes.size) fail({ kind: 'damaged', problem: 'unreadable' });
    count++;
    return true;
  });
  // Without zip64 the count has 16 bits, and some writers let it overflow: there may be more.
  if (count < directory.count) fail({ kind: 'damaged', problem: 'unreadable' });
}

async function readTar(path: string, decompress: NodeJS.ReadWriteStream, signal: AbortSignal): Promise<void> {
  const { extract } = await import('tar-stream');
  const tar = extract();
  tar.on('entry', (_header, content, next) => {
    content.on('end', next);
    content.on('error', next); // the pipeline reports it
    content.resume();
  });
  await pipeline(createReadStream(path), decompress, tar, { signal });
}
