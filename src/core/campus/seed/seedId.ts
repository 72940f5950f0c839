import { createHash } from 'node:crypto';

/** The id of a seeded thing: 32 lower-case hex digits, like the platform's own (Codio protocol, section 3). */
export function seedId(seed: number, ...path: readonly string[]): string {
  return createHash('sha256')
    .update([seed, ...path].join('/'))
    .digest('hex')
    .slice(0, 32);
}
