import type { Effects } from './effect.ts';

/** Which rows of a plan are looked at. */
export type RowFilter = {
  /** Those with one of these effects; `unchanged` and `there` for those with none: see {@link PlanRow.isThere}. */
  readonly effects?: Effects | 'unchanged' | 'there';
  /** Those that name this class, or leave it: an index of {@link ImportPlan.classes}. */
  readonly classIndex?: number;
  /** Those with this in a name, the identifier or a class, whatever the case. */
  readonly text?: string;
};
