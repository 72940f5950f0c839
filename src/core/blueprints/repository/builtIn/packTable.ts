import { createHash } from 'node:crypto';
import { fail } from '../../../platform/failure.ts';
import { readDeltaSizes } from './applyDelta.ts';
import { inflateAt, type FileWindow } from './inflateAt.ts';

/** The types of objects in a pack (gitformat-pack). */
export const COMMIT = 1;
export const TREE = 2;
export const BLOB = 3;
export const TAG = 4;
const OFS_DELTA = 6;
const REF_DELTA = 7;

const NAMES: Readonly<Record<number, string>> = {
  [COMMIT]: 'commit',
  [TREE]: 'tree',
  [BLOB]: 'blob',
  [TAG]: 'tag',
};

/** A pack without any content: 37 bytes an object. */
export type PackTable = {
  readonly count: number;
  /** Where the compressed bytes of each object begin. */
  readonly dataAt: Float64Array;
  /** The inflated length of what is stored: of an object or of a delta. */
  readonly length: Float64Array;
  /** The length of the object itself; Infinity where it is not known without reading it. */
  readonly size: Float64Array;
  /** 1 to 4; 0 for a delta whose base's type is not known yet. */
  readonly type: Uint8Array;
  /** The place of the object that a delta builds on; -1 for none, -2 where it is to be looked up by its name. */
  readonly base: Int32Array;
  /** 20 bytes an object: its name, for a delta of type -2 the name of its base; zeros where it is not known. */
  readonly names: Buffer;
};

/** So many objects cost 150 MB; a repository with more is not one for a browser of blueprints. */
const MOST_OBJECTS = 4_000_000;

/**
 * Reads through a pack once and notes what is where. Objects that are stored whole get their names on the way.
 *
 * @param size of the pack, in bytes
 */
export async function scanPack(
  window: FileWindow,
  size: number,
  limit: number,
  check: () => void,
): Promise<PackTable> {
  const header = await window(0, 12);
  if (
    header.length < 12 ||
    header.toString('latin1', 0, 4) !== 'PACK' ||
    ![2, 3].includes(header.readUInt32BE(4))
  )
    fail({ kind: 'damaged', problem: 'wrongKind' });
  const count = header.readUInt32BE(8);
  if (count > MOST_OBJECTS || count > size)
    fail({ kind: 'repository', problem: { is: 'transferTooLarge', limit } });
  const table = emptyTable(count);
  const starts = new Float64Array(count);
  let at = 12;
  for (let i = 0; i < count; i++) {
    check();
    starts[i] = at;
    at = await scanObject(window, table, starts, i, at);
  }
  return table;
}

function emptyTable(count: number): PackTable {
  return {
    count,
    dataAt: new Float64Array(count),
    length: new Float64Array(count),
    size: new Float64Array(count),
    type: new Uint8Array(count),
    base: new Int32Array(count).fill(-1),
    names: Buffer.alloc(20 * count),
  };
}

/** Reads the object at `at` and answers where the next one begins. */
async function scanObject(
  window: FileWindow,
  table: PackTable,
  starts: Float64Array,
  i: number,
  at: number,
): Promise<number> {
  const header = await window(at, 64);
  const cursor = { bytes: header, at: 0 };
  const first = nextByte(cursor);
  const kind = (first >> 4) & 7;
  let length = first & 15;
  for (let factor = 16, byte = first; byte & 0x80; factor *= 128) {
    byte = nextByte(cursor);
    length += (byte & 0x7f) * factor;
  }
  if (kind === OFS_DELTA) {
    const base = indexOf(starts, i, at - readOffset(cursor));
    table.base[i] = base;
    table.type[i] = table.type[base] ?? 0;
  } else if (kind === REF_DELTA) {
    table.base[i] = -2;
    header.copy(table.names, 20 * i, cursor.at, cursor.at + 20);
    cursor.at += 20;
  } else if (NAMES[kind] === undefined) fail({ kind: 'damaged', problem: 'unreadable' });
  else table.type[i] = kind;

  const dataAt = at + cursor.at;
  table.dataAt[i] = dataAt;
  table.length[i] = length;
  const name = NAMES[kind];
  const hash = name === undefined ? undefined : createHash('sha1').update(`${name} ${length}\0`);
  const { used, data } = await inflateAt(window, dataAt, length, (piece) => hash?.update(piece));
  if (hash) hash.digest().copy(table.names, 20 * i);
  table.size[i] = hash ? length : data ? readDeltaSizes(data).target : Infinity;
  return dataAt + used;
}

/** The name of an object. */
export function objectName(type: number, data: Uint8Array): Buffer {
  return createHash('sha1')
    .update(`${NAMES[type] ?? ''} ${data.length}\0`)
    .update(data)
    .digest();
}

/** The place of an object by its name; -1 where no object is known by it. */
export function indexOfName({ names, base }: PackTable, name: Buffer): number {
  for (let at = names.indexOf(name); at >= 0; at = names.indexOf(name, at + 1))
    // A name may begin inside another one, and a delta has its base's.
    if (at % 20 === 0 && base[at / 20] !== -2) return at / 20;
  return -1;
}

type Cursor = { readonly bytes: Buffer; at: number };

function nextByte(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at++];
  return byte ?? fail({ kind: 'damaged', problem: 'truncated' });
}

/** How far back the base of a delta is (gitformat-pack, "offset encoding"). */
function readOffset(cursor: Cursor): number {
  let byte = nextByte(cursor);
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = nextByte(cursor);
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return value;
}

/** The place, below `i`, of the object that begins at `start`. */
function indexOf(starts: Float64Array, i: number, start: number): number {
  let low = 0;
  let high = i - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = starts[middle] ?? 0;
    if (found === start) return middle;
    if (found < start) low = middle + 1;
    else high = middle - 1;
  }
  return fail({ kind: 'damaged', problem: 'unreadable' });
}
