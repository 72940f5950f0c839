import type { ExportPort } from '../../platform/exportPort.ts';
import type { Sleep } from '../../platform/sleep.ts';
import type { ActiveState, Job } from '../job/job.ts';
import type { Renderer } from '../parts/renderer.ts';
import type { JobProgress } from './jobProgress.ts';

/** What a run needs of its surroundings. */
export type JobRun = {
  readonly job: Job;
  readonly port: ExportPort;
  /** The setting `lectern.exports.fileName`. */
  readonly fileName: string;
  /** Writes the state to the ledger; the step it names is not taken before this resolves. */
  readonly save: (state: ActiveState) => Promise<void>;
  readonly onProgress: (progress: JobProgress) => void;
  readonly now: () => Date;
  readonly sleep: Sleep;
  /** What rendered exports are made with; absent where there are none. */
  readonly render?: Renderer;
  readonly signal: AbortSignal;
  /** Ask what the server has before it is asked for more: then nothing is begun twice, whenever this process may die. */
  readonly listFirst?: true;
};
