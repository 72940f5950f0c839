import zlib from 'node:zlib';

const native = (zlib as { crc32?: (data: Uint8Array, value: number) => number }).crc32;
let table: Uint32Array | undefined;

/** Goes on with a CRC-32 as zip has it; begin with 0. Node's own where there is one (20.15 and 22.2, and later). */
export function crc32(data: Uint8Array, value: number): number {
  return native ? native(data, value) : portableCrc32(data, value);
}

/** Exported so that tests can hold both to the same bytes. */
export function portableCrc32(data: Uint8Array, value: number): number {
  table ??= makeTable();
  let rest = ~value;
  for (const byte of data) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
  return ~rest >>> 0;
}

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let rest = index;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest;
  });
}
