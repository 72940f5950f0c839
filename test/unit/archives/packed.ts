import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import zlib from 'node:zlib';
import { ZipArchive } from 'archiver';
import { pack, type Header } from 'tar-stream';

export type Content = { readonly name: string; readonly content: string | Buffer; readonly store?: boolean };

/** A zip as the usual program makes it. */
export async function zipOf(files: readonly Content[]): Promise<Buffer> {
  const archive = new ZipArchive({ zlib: { level: 6 } });
  for (const { name, content, store = false } of files)
    archive.append(Buffer.from(content), { name, store, date: new Date('2026-03-05T10:00:00Z') });
  const out = archive.pipe(new PassThrough());
  const [bytes] = await Promise.all([buffer(out), archive.finalize()]);
  return bytes;
}

type TarEntry = Partial<Header> & { readonly name: string; readonly content?: string | Buffer };

export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content, ...header } of entries) tar.entry(header, content ?? '');
  tar.finalize();
  return buffer(tar as AsyncIterable<Buffer>);
}

export const gzip = (bytes: Buffer): Buffer => zlib.gzipSync(bytes);

/** Node's own; the types are of a Node that has none. */
export function zstd(bytes: Buffer): Buffer {
  const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer };
  if (!zstdCompressSync) throw new Error('This Node has no zstd.');
  return zstdCompressSync(bytes);
}
