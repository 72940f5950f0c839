import type { ArchiveEntry } from '../../core/archives/archiveEntry.ts';
import type { Refusal } from '../../core/archives/refusal.ts';
import type { JobNode } from '../exports/jobRow.ts';
import type { RefusalText } from './refusalText.ts';

/** A row that is an entry of an export's archive. */
export type EntryNode = {
  readonly type: 'entry';
  readonly id: string;
  readonly jobId: string;
  readonly entry: ArchiveEntry;
  readonly parent: JobNode | EntryNode;
};

/** A row that says something about the rows beside it. */
export type NoteNode = {
  readonly type: 'note';
  readonly id: string;
  readonly jobId: string;
  readonly note:
    | { readonly kind: 'empty' }
    | { readonly kind: 'more'; readonly shown: number; readonly total: number }
    | { readonly kind: 'problem'; readonly refusal: Refusal }
    | { readonly kind: 'failed'; readonly text: RefusalText };
  readonly parent: JobNode | EntryNode;
};

/** What is below the row of a finished export. */
export type ContentNode = EntryNode | NoteNode;
