import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as no honest program would write it. What is not told is right. */
export type Handmade = {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly deflate?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly madeBy?: number;
  readonly mode?: number;
  readonly crc?: number;
  /** What the directory says of the expanded size. */
  readonly size?: number;
  /** Where the directory says that the entry lies. */
  readonly position?: number;
  readonly localSignature?: number;
};

const UNIX = 3 << 8;

/** A zip, byte by byte. */
export function handmadeZip(entries: readonly Handmade[], tail: { readonly count?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content ?? '');
    const packed = entry.deflate === true ? deflateRawSync(content) : content;
    const method = entry.method ?? (entry.deflate === true ? 8 : 0);
    const crc = entry.crc ?? crc32(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(entry.localSignature ?? 0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(entry.flags ?? 0x800, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(name.length, 26);
    locals.push(local, name, packed);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(entry.madeBy ?? UNIX, 4);
    record.writeUInt16LE(20, 6);
    record.writeUInt16LE(entry.flags ?? 0x800, 8);
    record.writeUInt16LE(method, 10);
    record.writeUInt16LE(0x5a65, 14); // 2025-03-05
    record.writeUInt32LE(crc, 16);
    record.writeUInt32LE(packed.length, 20);
    record.writeUInt32LE(entry.size ?? content.length, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    record.writeUInt32LE(entry.position ?? at, 42);
    records.push(record, name);
    at += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(records);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(tail.count ?? entries.length, 8);
  end.writeUInt16LE(tail.count ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}
