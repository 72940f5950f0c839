import type { EntryIndex } from './entryIndex.ts';
import type { RandomBytes } from '../zip/randomBytes.ts';

/** Where an archive's own bytes come from: from any place, or from the first to the last, as often as one asks. */
export type ArchiveBytes =
  | { readonly access: 'random'; readonly bytes: RandomBytes }
  | {
      readonly access: 'sequential';
      readonly packedSize: number;
      open(signal: AbortSignal): AsyncIterable<Buffer>;
    };

/** One archive of any kind: its tree, and the content of its files. */
export type ArchiveReader = {
  readonly index: EntryIndex;
  /** The content of a file. Fails as refused where it is not what the archive says. */
  open(id: number, signal: AbortSignal): AsyncIterable<Buffer>;
  /** The contents of these files, in the order in which the archive has them; each must be read, or left, before the next. */
  each(
    ids: ReadonlySet<number>,
    visit: (id: number, content: AsyncIterable<Buffer>) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
  /** The bytes of a file where they lie, if they lie there as they are. */
  inPlace(id: number): Promise<RandomBytes | undefined>;
};
