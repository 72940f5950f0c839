import { createCipheriv, createHash } from 'node:crypto';

/** So many bytes that no compressor makes smaller, the same for the same index. */
export function noise(index: number, bytes: number): Buffer {
  const key = createHash('sha256').update(String(index)).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
