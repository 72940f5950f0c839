import { fail } from '../../../platform/failure.ts';

/** The lengths that a delta says its base and its result have. */
export function readDeltaSizes(delta: Buffer): {
  readonly source: number;
  readonly target: number;
  readonly at: number;
} {
  const source = readSize(delta, 0);
  const target = readSize(delta, source.at);
  return { source: source.value, target: target.value, at: target.at };
}

/** Makes an object of its base and a delta (gitformat-pack, "Deltified representation"). */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  const { source, target, at: begin } = readDeltaSizes(delta);
  if (source !== base.length) broken();
  const result = Buffer.alloc(target);
  let written = 0;
  let at = begin;
  while (at < delta.length) {
    const command = delta[at++] ?? 0;
    if (command & 0x80) {
      let offset = 0;
      let size = 0;
      for (let i = 0; i < 4; i++) if (command & (1 << i)) offset += (delta[at++] ?? 0) * 256 ** i;
      for (let i = 0; i < 3; i++) if (command & (0x10 << i)) size += (delta[at++] ?? 0) * 256 ** i;
      if (size === 0) size = 0x10000;
      if (offset + size > base.length || written + size > target) broken();
      base.copy(result, written, offset, offset + size);
      written += size;
    } else {
      if (command === 0 || at + command > delta.length || written + command > target) broken();
      delta.copy(result, written, at, at + command);
      at += command;
      written += command;
    }
  }
  return written === target ? result : broken();
}

function readSize(delta: Buffer, from: number): { readonly value: number; readonly at: number } {
  let value = 0;
  let factor = 1;
  for (let at = from; at < delta.length && at < from + 8; factor *= 128) {
    const byte = delta[at++] ?? 0;
    value += (byte & 0x7f) * factor;
    if (!(byte & 0x80)) return { value, at };
  }
  return broken();
}

function broken(): never {
  fail({ kind: 'damaged', problem: 'unreadable' });
}
