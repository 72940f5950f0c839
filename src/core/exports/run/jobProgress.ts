import type { ActiveState } from '../job/job.ts';

/** How far a step has come; kept in memory only. `fraction` is 0..1, the other numbers are bytes. */
export type JobProgress =
  | { readonly step: 'waiting'; readonly fraction?: number }
  | {
      readonly step: 'collecting';
      readonly ended: number;
      readonly failed: number;
      readonly total: number;
      /** Where the only part stands. */
      readonly part?: PartProgress;
    }
  | {
      readonly step: 'rendering';
      /** A document with a table of contents is gone through twice: it is read to be counted, then drawn. */
      readonly phase: 'reading' | 'drawing';
      readonly ended: number;
      readonly total: number;
    }
  | { readonly step: 'downloading'; readonly received: number; readonly total?: number };

export type PartProgress = { readonly state: ActiveState; readonly progress?: JobProgress };
