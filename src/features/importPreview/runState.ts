import type { CheckDifference, ImportState } from '../../core/roster/run/importRun.ts';

/** What is under way with a plan, or how it ended. */
export type RunState =
  | { readonly kind: 'none' }
  /** A run or a check; `isCancelled` once it was asked to end. */
  | { readonly kind: 'running'; readonly state: ImportState; readonly isCancelled: boolean }
  /** The server's dry run agreed with this plan, or did not. */
  | { readonly kind: 'agreed'; readonly version: number; readonly rows: number }
  | {
      readonly kind: 'disagreed';
      readonly version: number;
      readonly rows: number;
      readonly differences: readonly CheckDifference[];
    }
  | {
      readonly kind: 'ended';
      readonly state: Extract<ImportState, { kind: 'stale' | 'busy' | 'failed' | 'done' }>;
      /** The version of the document that was imported. */
      readonly textVersion: number;
    };
