import type { FileHandle } from 'node:fs/promises';
import { createInflate, inflateSync } from 'node:zlib';
import { fail } from '../../../platform/failure.ts';

/** Objects up to here are inflated at once; larger ones go by in pieces and are never held. */
export const HELD_BYTES = 32 * 1024 * 1024;

const WINDOW = 2 * 1024 * 1024;
const PIECE = 256 * 1024;

/** Reads a file from any place through one buffer. What it gives is good until the next call. */
export type FileWindow = (offset: number, length: number) => Promise<Buffer>;

/** @param size of the file, in bytes */
export function fileWindow(file: FileHandle, size: number): FileWindow {
  let buffer = Buffer.alloc(0);
  let start = 0;
  return async (offset, length) => {
    const wanted = Math.max(0, Math.min(length, size - offset));
    if (offset < start || offset + wanted > start + buffer.length) {
      buffer = Buffer.allocUnsafe(Math.min(Math.max(WINDOW, wanted), size - offset));
      start = offset;
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, offset + filled);
        if (bytesRead === 0) fail({ kind: 'damaged', problem: 'truncated' });
        filled += bytesRead;
      }
    }
    return buffer.subarray(offset - start, offset - start + wanted);
  };
}

export type Inflated = {
  /** Compressed bytes that were used. */
  readonly used: number;
  /** Absent where the object is larger than {@link HELD_BYTES}. */
  readonly data?: Buffer;
};

/**
 * Inflates the object of `length` bytes that begins at `offset`. Where the compressed bytes end is not written anywhere; only inflating
 * them tells. A large one is given to `take` piece by piece.
 */
export async function inflateAt(
  window: FileWindow,
  offset: number,
  length: number,
  take: (piece: Buffer) => void,
): Promise<Inflated> {
  if (length <= HELD_BYTES) {
    const most = length + Math.ceil(length / 512) + 1024;
    const held = inflateWhole(await window(offset, most), length);
    if (held) {
      take(held.data);
      return held;
    }
  }
  return inflatePieces(window, offset, length, take);
}

/** Undefined where the input ends too soon, which some encoders make possible by many empty blocks. */
function inflateWhole(
  input: Buffer,
  length: number,
): { readonly used: number; readonly data: Buffer } | undefined {
  let result: unknown;
  try {
    // One more than the object has, so that a longer one is noticed and not let in.
    result = inflateSync(input, { info: true, maxOutputLength: length + 1 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR') return undefined;
    return fail({ kind: 'damaged', problem: 'unreadable' }, error);
  }
  if (!isInflated(result) || result.buffer.length !== length)
    return fail({ kind: 'damaged', problem: 'unreadable' });
  return { used: result.engine.bytesWritten, data: result.buffer };
}

/** What `info: true` makes of the answer; the types know nothing of it. */
function isInflated(
  result: unknown,
): result is { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } } {
  if (typeof result !== 'object' || result === null || !('buffer' in result) || !('engine' in result))
    return false;
  const { buffer, engine } = result;
  return Buffer.isBuffer(buffer) && typeof engine === 'object' && engine !== null && 'bytesWritten' in engine;
}

async function inflatePieces(
  window: FileWindow,
  offset: number,
  length: number,
  take: (piece: Buffer) => void,
): Promise<Inflated> {
  const inflate = createInflate();
  let made = 0;
  const state = { ended: false };
  const end = new Promise<void>((done, reject) => {
    inflate.on('data', (piece: Buffer) => {
      made += piece.length;
      if (made > length) inflate.destroy(new Error('longer than it says'));
      else take(piece);
    });
    inflate.once('end', () => {
      state.ended = true;
      done();
    });
    inflate.once('error', reject);
  });
  // Whoever waits for it below hears of an error; until then nobody does.
  end.catch(() => undefined);
  try {
    for (let at = offset; !state.ended; at += PIECE) {
      const piece = await window(at, PIECE);
      if (piece.length === 0) fail({ kind: 'damaged', problem: 'truncated' });
      // A copy: the window is used again while zlib is still at it.
      const more = inflate.write(Buffer.from(piece));
      if (!more) await Promise.race([end, new Promise((done) => inflate.once('drain', done))]);
    }
    await end;
  } catch (error) {
    inflate.destroy();
    return fail({ kind: 'damaged', problem: 'unreadable' }, error);
  }
  if (made !== length) fail({ kind: 'damaged', problem: 'unreadable' });
  return { used: inflate.bytesWritten };
}
