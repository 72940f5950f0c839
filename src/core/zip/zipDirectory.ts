import { fail } from '../platform/failure.ts';
import type { RandomBytes } from './randomBytes.ts';

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const RECORD_SIGNATURE = 0x02014b50;
const RECORD_BYTES = 46;
const ZIP64_FIELD = 0x0001;
const IN_ZIP64 = 0xffffffff;

/** How much of the directory is in memory at once; the largest record has three quarters of it. */
const BATCH_BYTES = 256 * 1024;

/** Where a zip's directory lies, and how many entries it claims to have. */
export type ZipDirectory = { readonly start: number; readonly end: number; readonly count: number };

/** One entry as the directory describes it. `name` and `extra` point into a buffer that is reused: copy what is to stay. */
export type ZipRecord = {
  readonly name: Buffer;
  readonly extra: Buffer;
  readonly madeBy: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  readonly attributes: number;
  readonly position: number;
};

/** Finds the directory by the record at the end of the file. Fails as damaged/unreadable if there is none. */
export async function findZipDirectory(bytes: RandomBytes): Promise<ZipDirectory> {
  const tailBytes = Math.min(bytes.size, MAX_COMMENT_BYTES + END_BYTES + LOCATOR_BYTES);
  const tailStart = bytes.size - tailBytes;
  const tail = await bytes.read(tailStart, tailBytes);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    // The comment reaches to the end of the file; the same four bytes may stand in a comment too.
    if (at + END_BYTES + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const end = tailStart + at;
    const locator = at - LOCATOR_BYTES;
    const found =
      locator >= 0 && tail.readUInt32LE(locator) === LOCATOR_SIGNATURE
        ? await readEnd64(bytes, Number(tail.readBigUInt64LE(locator + 8)))
        : directory(tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12), tail.readUInt16LE(at + 10));
    if (found && found.end <= end) return found;
  }
  return fail({ kind: 'damaged', problem: 'unreadable' });
}

async function readEnd64(bytes: RandomBytes, position: number): Promise<ZipDirectory | undefined> {
  if (position + END64_BYTES > bytes.size) return undefined;
  const record = await bytes.read(position, END64_BYTES);
  if (record.length < END64_BYTES || record.readUInt32LE(0) !== END64_SIGNATURE) return undefined;
  return directory(
    Number(record.readBigUInt64LE(48)),
    Number(record.readBigUInt64LE(40)),
    Number(record.readBigUInt64LE(32)),
  );
}

function directory(start: number, size: number, count: number): ZipDirectory {
  return { start, end: start + size, count };
}

/**
 * Shows the records of the directory to `visit`, in their order, until it answers false; then answers false too. The directory is read once from front to
 * back. yauzl reads each record from the disk twice, and gives up at the first one that it does not like; here whoever asks
 * decides. Ends early where the directory is broken: then there were fewer than {@link ZipDirectory.count}.
 */
export async function readZipRecords(
  bytes: RandomBytes,
  { start, end }: ZipDirectory,
  visit: (record: ZipRecord) => boolean,
): Promise<boolean> {
  const buffer = Buffer.alloc(Math.max(0, Math.min(BATCH_BYTES, end - start)));
  let held = 0;
  for (let position = start; position < end;) {
    const free = buffer.subarray(held, held + Math.min(buffer.length - held, end - position));
    const read = await bytes.readInto(free, position);
    if (read === 0) return true;
    position += read;
    held += read;
    let at = 0;
    while (at + RECORD_BYTES <= held) {
      if (buffer.readUInt32LE(at) !== RECORD_SIGNATURE) return true;
      const next =
        at +
        RECORD_BYTES +
        buffer.readUInt16LE(at + 28) +
        buffer.readUInt16LE(at + 30) +
        buffer.readUInt16LE(at + 32);
      if (next > held) break;
      if (!visit(readRecord(buffer, at))) return false;
      at = next;
    }
    buffer.copyWithin(0, at, held);
    held -= at;
  }
  return true;
}

function readRecord(buffer: Buffer, at: number): ZipRecord {
  const nameEnd = at + RECORD_BYTES + buffer.readUInt16LE(at + 28);
  const extra = buffer.subarray(nameEnd, nameEnd + buffer.readUInt16LE(at + 30));
  let size = buffer.readUInt32LE(at + 24);
  let packedSize = buffer.readUInt32LE(at + 20);
  let position = buffer.readUInt32LE(at + 42);
  if (size === IN_ZIP64 || packedSize === IN_ZIP64 || position === IN_ZIP64) {
    const field = extraField(extra, ZIP64_FIELD);
    let from = 0;
    // The field holds only the numbers that did not fit, in this order.
    const large = (small: number): number => {
      if (small !== IN_ZIP64) return small;
      from += 8;
      return field && from <= field.length ? Number(field.readBigUInt64LE(from - 8)) : Infinity;
    };
    size = large(size);
    packedSize = large(packedSize);
    position = large(position);
  }
  return {
    name: buffer.subarray(at + RECORD_BYTES, nameEnd),
    extra,
    madeBy: buffer.readUInt16LE(at + 4),
    flags: buffer.readUInt16LE(at + 8),
    method: buffer.readUInt16LE(at + 10),
    time: buffer.readUInt16LE(at + 12),
    date: buffer.readUInt16LE(at + 14),
    crc32: buffer.readUInt32LE(at + 16),
    packedSize,
    size,
    attributes: buffer.readUInt32LE(at + 38),
    position,
  };
}

/** The content of the first extra field of this number. */
export function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) return undefined;
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, end);
    at = end;
  }
  return undefined;
}
