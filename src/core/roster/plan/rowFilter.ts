import type { Effects } from './effect.ts';

/** Which rows of a plan are looked at. */
export type RowFilter = {
  /** Those with one of these effects; `unchanged` for those with none. */
  readonly effects?: Effects | 'unchanged';
  /** Those that name this class, or leave it: an index of {@link ImportPlan.classes}. */
  readonly classIndex?: number;
  /** Those with this in a name, the identifier or a class, whatever the case. */
  readonly text?: string;
};
