import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { decompress } from 'fzstd';
import { extract } from 'tar-stream';
import { fromBufferPromise } from 'yauzl';

/** The files in a zip, by path. Folders are left out. */
export async function unzipped(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await fromBufferPromise(bytes);
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('/'))
      files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return files;
}

/** The files in a `.tar.zst`, by path. */
export async function untarred(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const entry of Readable.from([Buffer.from(decompress(bytes))]).pipe(extract())) {
    const content = await buffer(entry);
    if (entry.header.type === 'file') files.set(entry.header.name, content);
  }
  return files;
}
