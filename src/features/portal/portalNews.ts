import type { SyncProgress } from '../../core/platform/dataPortal.ts';
import type { Failure } from '../../core/platform/failure.ts';

/** How a sync has ended: well, unless there is a failure. `at` is ISO, by the server's clock where it could be asked. */
export type SyncOutcome = {
  readonly at: string;
  readonly progress?: SyncProgress;
  readonly failure?: Failure;
};

/** What has happened to a facility beside what its listing says. */
export type PortalNews = {
  readonly registered?: true;
  readonly running?: SyncProgress;
  readonly ended?: SyncOutcome;
};
