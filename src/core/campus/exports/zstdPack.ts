import { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { zstdStore } from './zstdStore.ts';

/** A zstd compressor: Node's own from 22.15 on, frames of raw blocks before. */
export function zstdPack(): Transform {
  if ('createZstdCompress' in zlib && typeof zlib.createZstdCompress === 'function') {
    const native: unknown = Reflect.apply(zlib.createZstdCompress, undefined, []);
    if (native instanceof Transform) return native;
  }
  return zstdStore();
}
