import type { Refusal } from './refusal.ts';

/**
 * One row of an archive's tree. `path` leads to it from the outermost archive, through archives inside it, and is joined by `/`;
 * it is absent where the name is refused or taken, because then no path leads there. `name` is as the archive has it and may hold
 * anything. `size` is the expanded size in bytes, 0 for folders; `modifiedMs` is 0 where the archive does not say.
 *
 * An `archive` is a file that can be listed like a folder. A refused one has its reason.
 */
export type ArchiveEntry = {
  readonly name: string;
  readonly path?: string;
  readonly kind: 'file' | 'folder' | 'archive';
  readonly size: number;
  readonly modifiedMs: number;
  readonly refusal?: Refusal;
};

/** A part of one level: folders first, then files, by name. `problems` are of the archive as a whole, told at its root. */
export type Listing = {
  readonly entries: readonly ArchiveEntry[];
  /** How many entries the level has altogether. */
  readonly total: number;
  readonly problems: readonly Refusal[];
};
