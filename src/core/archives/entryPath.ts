import type { RefusalReason } from './refusal.ts';

/** Where an entry belongs: the folders below the archive's root, and its own name, never empty. */
export type EntryPath = {
  readonly folders: readonly string[];
  readonly name: string;
  readonly isFolder: boolean;
};

/** A longer name is no file's on any system; reading it would only cost memory. */
const MAX_LENGTH = 4096;
const MAX_SEGMENTS = 128;

/**
 * Reads an entry's name as the path that it means. Anything that could mean a place outside the archive's own tree, on any
 * operating system, is a reason to refuse it; nothing is repaired. The one thing left out is `.`, which tar writes before
 * everything. Undefined: the root itself.
 */
export function entryPath(raw: string): EntryPath | RefusalReason | undefined {
  if (raw.includes('\0')) return 'nul';
  if (raw.includes('\\')) return 'backslash';
  if (raw.startsWith('/')) return 'absolute';
  if (/^[a-z]:/i.test(raw)) return 'drive';
  if (raw === '') return 'noName';
  if (raw.length > MAX_LENGTH) return 'tooLong';
  const segments = raw.split('/');
  if (segments.includes('..')) return 'outside';
  if (segments.length > MAX_SEGMENTS) return 'tooLong';
  const isFolder = segments.at(-1) === '';
  const kept = segments.filter((segment) => segment !== '.' && segment !== '');
  const name = kept.pop();
  return name === undefined ? undefined : { folders: kept, name, isFolder };
}
