import { createCipheriv, createHash } from 'node:crypto';
import type { PackedFile } from './packedFile.ts';

const PART_BYTES = 4 * 1024 * 1024;

/** `mebibytes` of noise that does not compress, the same for the same key, in parts of 4 MiB. */
export function* padding(key: string, mebibytes: number): Generator<PackedFile> {
  const seed = createHash('sha256').update(key).digest();
  const cipher = createCipheriv('aes-128-ctr', seed.subarray(0, 16), seed.subarray(16));
  const zeros = Buffer.alloc(PART_BYTES);
  let left = mebibytes * 1024 * 1024;
  for (let part = 1; left > 0; part += 1) {
    const bytes = cipher.update(zeros.subarray(0, Math.min(left, PART_BYTES)));
    left -= bytes.length;
    yield { path: `padding/part-${String(part).padStart(4, '0')}.bin`, bytes };
  }
}
