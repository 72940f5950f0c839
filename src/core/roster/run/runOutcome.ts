import type { Failure } from '../../platform/failure.ts';
import type { RunComparison } from './compareRun.ts';
import type { RunPlan } from './runPlan.ts';
import type { RunRecord } from './runRecord.ts';

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
  readonly comparison: RunComparison;
  /** When everything was read again; ISO. */
  readonly comparedAt: string;
};

/** Whether everything is as the preview said. */
export function isAsPreviewed({ isWhole, refused, comparison }: RunOutcome): boolean {
  return isWhole && refused.length === 0 && comparison.differences.length === 0;
}
