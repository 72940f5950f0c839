import type { UserType } from '../values/userType.ts';
import type { Effects } from './effect.ts';
import type { FieldChange, ProblemReason } from './importPlan.ts';

/** A value that may become another: `old` is there if it does. */
export type Becoming<T extends string = string> = { readonly old?: T; readonly now: T };

/** A class in a row: one that is joined, left or kept, as a learner or as a coach. */
export type RowClass = {
  readonly name: string;
  readonly sign: '+' | '-' | '';
  readonly as: 'learner' | 'coach';
};

/** A row of the file with what becomes of it: what a person compares at a glance. */
export type PlanRow = {
  /** As the server counts: data records from 1. */
  readonly row: number;
  /** UTF-16 offset of the record in the whole text. */
  readonly start: number;
  readonly effects: Effects;
  readonly username: Becoming;
  readonly fullName: Becoming;
  /** `now` is the cell as it is where it names no type. */
  readonly userType: Becoming<UserType | (string & {})>;
  /** Those that change first. */
  readonly classes: readonly RowClass[];
  /** Identifier, birth year and gender, where they become others. */
  readonly fields: readonly FieldChange[];
  readonly hasNewPassword: boolean;
  /** It has no database ID, and its user is there already: nothing is done with it. */
  readonly isThere: boolean;
  readonly problem?: ProblemReason;
};
