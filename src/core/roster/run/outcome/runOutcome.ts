import type { Failure } from '../../../platform/failure.ts';
import type { RunComparison } from './compareRun.ts';
import type { RowEnds } from './rowEnds.ts';
import type { RunPlan } from '../record/runPlan.ts';
import type { RunRecord } from '../record/runRecord.ts';

/** A step that the server refused; `row` is a data record of the file, where it belongs to one. */
export type RefusedStep = { readonly row: number | undefined; readonly failure: Failure };

/** How a run ended, for its report. */
export type RunOutcome = {
  readonly record: RunRecord;
  /** The folder of its plan and its journal. */
  readonly journal: string;
  readonly plan: RunPlan;
  /** False where somebody stopped it before its end. */
  readonly isWhole: boolean;
  readonly refused: readonly RefusedStep[];
  /** By the journal, which alone knows of passwords. */
  readonly rows: RowEnds;
  readonly comparison: RunComparison;
  /** When everything was read again; ISO. */
  readonly comparedAt: string;
};

/** The rows that are not as the preview said: not all of their steps were done, or the server has something else. */
export function wrongRows({
  rows,
  comparison,
}: Pick<RunOutcome, 'rows' | 'comparison'>): ReadonlySet<number> {
  const wrong = new Set<number>();
  for (const [row, end] of rows.ends) if (end !== 'done') wrong.add(row);
  for (const { row } of comparison.differences) if (row !== undefined) wrong.add(row);
  return wrong;
}

/** Whether everything is as the preview said. */
export function isAsPreviewed(outcome: RunOutcome): boolean {
  const { isWhole, refused, comparison } = outcome;
  return (
    isWhole && refused.length === 0 && comparison.differences.length === 0 && wrongRows(outcome).size === 0
  );
}
