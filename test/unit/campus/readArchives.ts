import { Decompress } from 'fzstd';
import { extract } from 'tar-stream';
import yauzl from 'yauzl';
import { bufferOf } from '../../../src/core/campus/exports/bufferOf.ts';

/** The entries of a zip, by name. */
export async function unzip(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, file) => (error ? reject(error) : resolve(file)));
  });
  const entries = new Map<string, Buffer>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve());
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) {
          reject(error);
          return;
        }
        bufferOf(stream).then((content) => {
          entries.set(entry.fileName, content);
          zip.readEntry();
        }, reject);
      });
    });
    zip.readEntry();
  });
  return entries;
}

/** All of a zstd stream, by a decoder that is not Node's. */
export function unzstd(bytes: Buffer): Buffer {
  const chunks: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => chunks.push(chunk));
  decoder.push(bytes, true);
  return Buffer.concat(chunks);
}

/** The files of a `.tar.zst`, by name; folders are left out. */
export async function untarZst(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const tar = extract();
  tar.on('entry', (header, stream, next) => {
    bufferOf(stream).then((content) => {
      if (header.type === 'file') files.set(header.name, content);
      next();
    }, next);
  });
  await new Promise<void>((resolve, reject) => {
    tar.on('finish', () => resolve());
    tar.on('error', reject);
    tar.end(unzstd(bytes));
  });
  return files;
}
