import type { CheckDifference, ImportState } from '../../core/roster/run/importRun.ts';

/** The plan and the text that a check or an import is about: see {@link Planned}. */
export type RunOf = { readonly edition: number; readonly textVersion: number };

/** What is under way with a plan, or how it ended. */
export type RunState =
  | { readonly kind: 'none' }
  /** A run or a check; `isCancelled` once it was asked to end. */
  | {
      readonly kind: 'running';
      readonly state: ImportState;
      readonly isImport: boolean;
      readonly isCancelled: boolean;
    }
  /** The server's dry run agreed with this plan, or did not. */
  | { readonly kind: 'agreed'; readonly of: RunOf; readonly rows: number }
  | {
      readonly kind: 'disagreed';
      readonly of: RunOf;
      readonly differences: readonly CheckDifference[];
    }
  | {
      readonly kind: 'ended';
      readonly state: Extract<ImportState, { kind: 'stale' | 'busy' | 'failed' | 'done' }>;
      readonly isImport: boolean;
      readonly of: RunOf;
    };
