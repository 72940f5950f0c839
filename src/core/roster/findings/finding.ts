import type { Column } from '../header/column.ts';
import type { FindingCode } from './findingCode.ts';
import type { Severity } from './severity.ts';

/** What the sentence of a finding needs beside its code: short values, each named. It may name a student: show it, never log it. */
export type FindingData = Readonly<Record<string, string | number>>;

/** One thing that is wrong with a roster, or worth knowing. Plain data; the sentence is in src/host/findingText.ts. */
export type Finding = {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** UTF-16 offsets in the whole text. */
  readonly start: number;
  readonly end: number;
  /** As the server counts: data records from 1, the header and blank lines not counted. None for the file as a whole. */
  readonly row?: number;
  readonly column?: Column;
  readonly data: FindingData;
  /** Where in the text is what this repeats, or nearly does: offsets. */
  readonly related?: { readonly start: number; readonly end: number };
};
