import type { ColumnIndex } from './column.ts';
import type { RowFinding } from '../check/rowFinding.ts';

/** One cell of the header. */
export type HeaderLabel = {
  /** Offsets from the start of the first block, with quotes. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly column: ColumnIndex | undefined;
};

/** The first record of a users file, as the server reads it (Kolibri protocol, section 6.3). */
export type Header = {
  readonly labels: readonly HeaderLabel[];
  /** For each column the index of its cell, the last one where there are several; -1 for none. */
  readonly places: Int32Array;
  readonly findings: readonly RowFinding[];
  /** Every label is known and every column is there. */
  readonly isComplete: boolean;
  /** False if the lines below are no rows of these columns: another delimiter, or a line above the header. Nothing is said of them then. */
  readonly hasRows: boolean;
};
