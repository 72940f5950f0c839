import type { ArchiveLimits } from './archiveLimits.ts';
import type { Refusal } from './refusal.ts';

/** Why an entry's size, in bytes, is not believed or not wanted. */
export function sizeRefusal(size: number, packedSize: number, limits: ArchiveLimits): Refusal | undefined {
  if (size > limits.entryBytes) return { reason: 'tooLarge', limit: limits.entryBytes };
  if (size > limits.ratioFrom && size > packedSize * limits.ratio)
    return { reason: 'bomb', limit: limits.ratio };
  return undefined;
}
