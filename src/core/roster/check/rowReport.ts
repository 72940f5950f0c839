import { QUOTED } from '../scan/charKinds.ts';
import type { ColumnIndex } from '../header/column.ts';
import type { FindingData } from '../findings/finding.ts';
import { factsOf, type FindingCode } from '../findings/findingCode.ts';
import type { Row } from './row.ts';
import type { SnapshotUser } from '../snapshot/rosterSnapshot.ts';
import type { RowFinding } from './rowFinding.ts';

const NOTHING: FindingData = {};

/** Takes what the rules find in the row under the cursor. */
export class RowReport {
  findings: RowFinding[] = [];
  /** Index of the record in its block. */
  record = 0;
  /** True once a rule has found what makes the server reject the row while reading, or fail. */
  rejected = false;
  /** True once a rule has found what makes the server reject the row when it compares it with the users there are. */
  unmatched = false;
  /** The user that the database ID of a row that got so far names. */
  named: SnapshotUser | undefined;
  /** The same, if the row has its name too, and whether the row changes nothing of it. */
  matched: SnapshotUser | undefined;
  unchanged = false;
  readonly #row: Row;

  constructor(row: Row) {
    this.#row = row;
  }

  begin(record: number): void {
    this.record = record;
    this.rejected = this.unmatched = this.unchanged = false;
    this.named = this.matched = undefined;
  }

  /** On a whole cell, with its quotes; on the row's end where the cell is missing. */
  cell(code: FindingCode, column: ColumnIndex, data: FindingData = NOTHING): void {
    const row = this.#row;
    if (!row.has(column)) {
      this.span(code, row.end, row.end, column, data);
      return;
    }
    const quote = (row.kindsOf(column) & QUOTED) === 0 ? 0 : 1;
    this.span(code, (row.starts[column] ?? 0) - quote, (row.ends[column] ?? 0) + quote, column, data);
  }

  /** On the whole row. */
  row(code: FindingCode, data: FindingData = NOTHING): void {
    this.span(code, this.#row.start, this.#row.end, undefined, data);
  }

  /** On a part of the source. */
  span(
    code: FindingCode,
    start: number,
    end: number,
    column: ColumnIndex | undefined,
    data: FindingData,
  ): void {
    const { base } = this.#row;
    const { stage } = factsOf(code);
    if (stage === 'row' || stage === 'crash' || stage === 'file') this.rejected = true;
    else if (stage === 'match' || stage === 'matchCrash') this.unmatched = true;
    const place = { code, record: this.record, start: start - base, end: end - base, data };
    this.findings.push(column === undefined ? place : { ...place, column });
  }
}
