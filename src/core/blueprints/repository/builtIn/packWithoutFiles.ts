import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { fail } from '../../../platform/failure.ts';
import type { PackObjects } from './packObjects.ts';
import { BLOB } from './packTable.ts';

/** Trees and commits are held in memory; those of a hundred thousand files take some 10 MB. */
const MOST_BYTES = 96 * 1024 * 1024;

/** Makes a pack of everything in another one that is no file, each object whole. */
export async function packWithoutFiles(objects: PackObjects, check: () => void): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for (let i = 0; i < objects.table.count; i++) {
    check();
    const type = objects.type(i);
    if (type === BLOB) continue;
    const content = await objects.read(i);
    bytes += content?.length ?? MOST_BYTES;
    if (content === undefined || bytes > MOST_BYTES)
      return fail({ kind: 'repository', problem: { is: 'transferTooLarge', limit: MOST_BYTES } });
    parts.push(objectHeader(type, content.length), deflateSync(content, { level: 1 }));
  }
  const header = Buffer.alloc(12);
  header.write('PACK', 'latin1');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(parts.length / 2, 8);
  const pack = Buffer.concat([header, ...parts]);
  return Buffer.concat([pack, createHash('sha1').update(pack).digest()]);
}

function objectHeader(type: number, length: number): Buffer {
  const bytes = [(type << 4) | (length & 15)];
  for (let rest = Math.floor(length / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest & 0x7f);
  }
  return Buffer.from(bytes);
}
