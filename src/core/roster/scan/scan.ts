/** Where the server's reader gives up on a record (Kolibri protocol, section 6.3, rule 2). */
export type Malformation = {
  /** Index of the record. */
  readonly record: number;
  readonly kind: 'textAfterQuote' | 'unclosedQuote' | 'cellTooLarge';
  /** Where the cell starts, from the start of the scan. */
  readonly cellStart: number;
  /** Where the reader stops, from the start of the scan. */
  readonly at: number;
};

/**
 * The records and cells of a stretch of CSV text, as offsets from its start. No text is copied. Cell `i` of record `r` runs from its
 * start, with its opening quote, to one before the start of the next cell of the record, or to `recordEnd[r]`.
 */
export type Scan = {
  readonly source: string;
  /** Where in `source` the stretch starts. */
  readonly offset: number;
  /** UTF-16 units. */
  readonly length: number;
  readonly records: number;
  /** One entry for each record and one for the end. */
  readonly recordStart: Int32Array;
  /** Where the content of a record ends and its line end begins. */
  readonly recordEnd: Int32Array;
  /** Index of the first cell of each record, and one entry for the end. A blank line is a record without cells. */
  readonly firstCell: Int32Array;
  readonly cellStart: Int32Array;
  /** What each cell holds: see charKinds.ts. */
  readonly cellKinds: Uint16Array;
  readonly malformed: readonly Malformation[];
  /** False when the last record has no line end, or a quote is open. */
  readonly closed: boolean;
};
