import type { ColumnIndex } from '../header/column.ts';
import type { FindingData } from '../findings/finding.ts';
import type { FindingCode } from '../findings/findingCode.ts';

/** A finding of one row, with offsets from the start of the block that holds it, so that it can be kept while others are edited. */
export type RowFinding = {
  readonly code: FindingCode;
  /** Index of the record in its block. */
  readonly record: number;
  readonly start: number;
  readonly end: number;
  readonly column?: ColumnIndex;
  readonly data: FindingData;
};
