import type { ClassCells } from './classCells.ts';
import type { Row } from './row.ts';
import type { RowReport } from './rowReport.ts';
import type { SnapshotIndex } from '../snapshot/snapshotIndex.ts';

/** What a rule may know beside the row. */
export type RuleContext = {
  readonly classCells: ClassCells;
  readonly live?: SnapshotIndex;
};

/** Looks at one row and reports. It is called for every row as one types, so it passes a good row at once. */
export type RowRule = (row: Row, report: RowReport, context: RuleContext) => void;
