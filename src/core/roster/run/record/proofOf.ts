import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** A salt and a slow hash, both hex. */
export type Proof = { readonly salt: string; readonly hash: string };

const derive = promisify<string, string, number, Buffer>(scrypt);
const BYTES = 32;

/**
 * What tells later whether a users file is still the same, without keeping it. The file holds passwords: who knew all the rest of it
 * could try them against a plain digest, so the digest is hashed slowly, and with a salt.
 */
export async function proofOf(text: string, salt = randomBytes(16).toString('hex')): Promise<Proof> {
  const digest = createHash('sha256').update(text).digest('hex');
  return { salt, hash: (await derive(digest, salt, BYTES)).toString('hex') };
}

/** Whether `text` is the one that `proof` was made of. */
export async function proves(proof: Proof, text: string): Promise<boolean> {
  const { hash } = await proofOf(text, proof.salt);
  const [mine, kept] = [Buffer.from(hash, 'hex'), Buffer.from(proof.hash, 'hex')];
  return mine.length === kept.length && timingSafeEqual(mine, kept);
}
