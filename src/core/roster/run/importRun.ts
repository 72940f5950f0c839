import type { Failure } from '../../platform/failure.ts';
import type { ImportPlan } from '../plan/importPlan.ts';
import type { Roster } from '../roster.ts';
import type { RosterSnapshot } from '../snapshot/rosterSnapshot.ts';
import type { RowsDone } from './outcome/rowsDone.ts';
import type { SnapshotChanges } from './outcome/snapshotChanges.ts';

/** What a user confirmed in the preview. */
export type ImportOrder = {
  /** The checked roster that the plan was made from; it does not change meanwhile. */
  readonly roster: Roster;
  readonly snapshot: RosterSnapshot;
  readonly plan: ImportPlan;
  /** True if users whom no row names are to be removed. The facility's name has been typed where that is asked for. */
  readonly removes: boolean;
  /** True to leave the server's dry run out. */
  readonly skipsCheck: boolean;
  /** True if rows that REST refuses may go through the server's own import. */
  readonly allowsServerImport: boolean;
};

/** A line of the server's dry run that differs from the prediction: one of the two is missing where only one side says it. */
export type CheckDifference = {
  /** Data record from 1; undefined for what concerns no single row. */
  readonly row: number | undefined;
  readonly field: string;
  /** What Lectern expected, and what the server said; texts of the server may name a student. */
  readonly expected: string | undefined;
  readonly said: string | undefined;
};

/** How far something with a known number of steps is. */
export type ImportProgress = {
  readonly done: number;
  readonly of: number;
  /** Undefined until there is something to estimate from. */
  readonly secondsLeft: number | undefined;
};

/** The states of the server's dry run, the last one `agrees`, `disagrees` or `failed`. */
export type CheckState =
  | ({ readonly kind: 'checking' } & ImportProgress)
  | { readonly kind: 'agrees'; readonly rows: number }
  | { readonly kind: 'disagrees'; readonly rows: number; readonly differences: readonly CheckDifference[] }
  /** Another import of this facility is active on the server, or Lectern itself is at work on it, in this window or another. */
  | { readonly kind: 'busy'; readonly by: 'server' | 'lectern' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * The states of an import, in this order; it reads a second time after a dry run, which may take minutes. It ends with `stale` (the
 * snapshot is another: nothing was written, show the new plan), `busy`, `disagrees`, `failed` or `done`. What failed while writing can be
 * resumed.
 */
export type ImportState =
  | { readonly kind: 'reading' }
  /** `changes` is what has become another since the plan was shown. */
  | { readonly kind: 'stale'; readonly changes: SnapshotChanges }
  | { readonly kind: 'backingUp' }
  | CheckState
  /** `rows` is the same in all states of a run, and goes on with it. */
  | ({ readonly kind: 'writing'; readonly rows: RowsDone } & ImportProgress)
  | { readonly kind: 'comparing' }
  /** `report` is the address of the report, a Markdown file. */
  | {
      readonly kind: 'done';
      readonly asPreviewed: boolean;
      readonly report: string;
      readonly rows: EndedRows;
    };

/** What became of the rows of a run that has come to its end. */
export type EndedRows = {
  /** False where somebody stopped it before its end. */
  readonly isWhole: boolean;
  /** How many rows are as previewed, and of how many. */
  readonly done: number;
  readonly of: number;
  /** The rows whose user is on the server as the row says, with its password. */
  readonly written: ReadonlySet<number>;
};

/** Asks the server whether it reads the file as Lectern does; writes nothing. Aborting the signal ends it as `cancelled`. */
export type CheckOnServer = (order: ImportOrder, signal: AbortSignal) => AsyncIterable<CheckState>;

/** Carries a plan out. Ends by itself between two steps when the signal is aborted; what was done stays, and is journalled. */
export type RunImport = (order: ImportOrder, signal: AbortSignal) => AsyncIterable<ImportState>;
