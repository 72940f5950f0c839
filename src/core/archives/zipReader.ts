import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { fail } from '../platform/failure.ts';
import type { ArchiveLimits } from './archiveLimits.ts';
import type { ArchiveReader } from './archiveReader.ts';
import { crc32 } from './crc32.ts';
import { EntryIndex, type EntryFacts } from './entryIndex.ts';
import { entryName } from '../zip/entryName.ts';
import { sliceBytes, type RandomBytes } from '../zip/randomBytes.ts';
import { readError } from './readError.ts';
import { refuse, type Refusal, type RefusalReason } from './refusal.ts';
import { sizeRefusal } from './sizeRefusal.ts';
import { extraField, findZipDirectory, readZipRecords, type ZipRecord } from '../zip/zipDirectory.ts';

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** Encrypted, or strongly encrypted. */
const ENCRYPTED_FLAGS = 0x41;
/** Info-ZIP's field for times in UTC, in seconds. */
const TIME_FIELD = 0x5455;

/** Reads a zip by its directory alone; content is read from where it lies. Fails as damaged if there is no directory. */
export async function readZip(
  bytes: RandomBytes,
  limits: ArchiveLimits,
  signal: AbortSignal,
): Promise<ArchiveReader> {
  const yauzl = await import('yauzl');
  const directory = await findZipDirectory(bytes);
  const index = new EntryIndex();
  let count = 0;
  let expanded = 0;
  const all = await readZipRecords(bytes, directory, (record) => {
    signal.throwIfAborted();
    if (index.length > limits.entries) return false;
    count++;
    const facts = factsOf(record);
    const name = entryName(yauzl, record.name, record.flags, record.extra);
    let refusal = refusalOf(record, directory.start, limits);
    if (!refusal && (expanded += facts.size) > limits.expandedBytes)
      refusal = { reason: 'tooLarge', limit: limits.expandedBytes };
    index.add(name, facts, refusal);
    return true;
  });
  if (!all) index.problems.push({ reason: 'tooMany', limit: limits.entries });
  // Without zip64 the count has 16 bits, and some writers let it overflow.
  else if (count < directory.count) index.problems.push({ reason: 'breaksOff', limit: count });
  if (count === 0 && directory.count > 0) fail({ kind: 'damaged', problem: 'unreadable' });
  refuseOverlaps(index);
  const open = (id: number, stop: AbortSignal): AsyncIterable<Buffer> =>
    content(bytes, index.facts(id), stop);
  return {
    index,
    open,
    async each(ids, visit, stop) {
      const sorted = [...ids].sort((a, b) => index.position(a) - index.position(b));
      for (const id of sorted) await visit(id, open(id, stop));
    },
    async inPlace(id) {
      const facts = index.facts(id);
      if (facts.method !== STORED || facts.size !== facts.packedSize) return undefined;
      return sliceBytes(bytes, await contentStart(bytes, facts), facts.size);
    },
  };
}

function factsOf(record: ZipRecord): EntryFacts {
  const { size, packedSize, position, method } = record;
  const times = extraField(record.extra, TIME_FIELD);
  const modifiedMs =
    times && times.length >= 5 && (times[0] ?? 0) & 1
      ? times.readInt32LE(1) * 1000
      : record.date === 0
        ? 0
        : dosTime(record.date, record.time);
  return { size, packedSize, position, modifiedMs, crc32: record.crc32, method };
}

/** The time of an entry that has no other: local, in steps of two seconds. */
function dosTime(date: number, time: number): number {
  const [year, month, day] = [1980 + (date >> 9), ((date >> 5) & 0xf) - 1, date & 0x1f];
  return new Date(year, month, day, time >> 11, (time >> 5) & 0x3f, (time & 0x1f) * 2).getTime();
}

function refusalOf(record: ZipRecord, end: number, limits: ArchiveLimits): Refusal | undefined {
  const { size, packedSize, position, flags, method } = record;
  const type = typeRefusal(record);
  if (type) return { reason: type };
  if (flags & ENCRYPTED_FLAGS) return { reason: 'encrypted' };
  if (method !== STORED && method !== DEFLATED) return { reason: 'compression' };
  if (!Number.isSafeInteger(size) || position + LOCAL_BYTES + packedSize > end) return { reason: 'damaged' };
  if (method === STORED && size !== packedSize) return { reason: 'damaged' };
  return sizeRefusal(size, packedSize, limits);
}

/** Systems that write a Unix mode into the upper half of the attributes: Unix and macOS. */
const UNIX = new Set([3, 19]);
const TYPE_MASK = 0o170000;
const LINK = 0o120000;
const SPECIAL = new Set([0o010000, 0o020000, 0o060000, 0o140000]);

function typeRefusal({ madeBy, attributes }: ZipRecord): RefusalReason | undefined {
  if (!UNIX.has(madeBy >>> 8)) return undefined;
  const type = (attributes >>> 16) & TYPE_MASK;
  if (type === LINK) return 'link';
  return SPECIAL.has(type) ? 'special' : undefined;
}

/** Entries that share their bytes are how a small zip becomes petabytes; an honest writer never makes them. */
function refuseOverlaps(index: EntryIndex): void {
  const files = new Uint32Array(index.length);
  let length = 0;
  for (let id = 1; id < index.length; id++)
    if (!index.isFolder(id) && !index.refusal(id)) files[length++] = id;
  const sorted = files.subarray(0, length).sort((a, b) => index.position(a) - index.position(b));
  let end = 0;
  for (const id of sorted) {
    const { position, packedSize } = index.facts(id);
    if (position < end) index.refuse(id, { reason: 'overlap' });
    end = Math.max(end, position + LOCAL_BYTES + packedSize);
  }
}

async function contentStart(bytes: RandomBytes, { position, packedSize }: EntryFacts): Promise<number> {
  const header = await bytes.read(position, LOCAL_BYTES);
  if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL_SIGNATURE) refuse('damaged');
  const start = position + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + packedSize > bytes.size) refuse('damaged');
  return start;
}

async function* content(bytes: RandomBytes, facts: EntryFacts, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    const start = await contentStart(bytes, facts);
    const packed = bytes.stream(start, start + facts.packedSize);
    // What goes wrong arrives at the last stream, which is read here.
    const stream: Readable =
      facts.method === DEFLATED ? pipeline(packed, createInflateRaw(), () => undefined) : packed;
    let size = 0;
    let checksum = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      size += chunk.length;
      if (size > facts.size) refuse('damaged');
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (size !== facts.size || checksum !== facts.crc32) refuse('damaged');
  } catch (error) {
    throw readError(error, signal);
  }
}
