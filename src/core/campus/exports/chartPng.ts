import { deflateSync } from 'node:zlib';

const WIDTH = 96;
const HEIGHT = 64;

/** A small bar chart as a real PNG (8-bit RGB), different for every `seed`. */
export function chartPng(random: () => number): Buffer {
  const heights = Array.from({ length: 6 }, () => 8 + Math.floor(random() * (HEIGHT - 16)));
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3), 0xff);
  for (let y = 0; y < HEIGHT; y += 1) {
    const start = y * (1 + WIDTH * 3);
    rows[start] = 0; // filter type "none"
    for (let x = 0; x < WIDTH; x += 1) {
      const bar = heights[Math.floor(x / 16)] ?? 0;
      if (x % 16 >= 3 && HEIGHT - y <= bar) rows.set([0x2f, 0x6f, 0xb5], start + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** Bit by bit is fast enough for a few hundred bytes; Node has its own crc32 only from 20.15 on. */
function crc32(bytes: Buffer): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}
