import type { SyncProgress } from '../../core/platform/dataPortal.ts';
import type { Failure } from '../../core/platform/failure.ts';

/** What has happened to a facility since its row was listed. Times are ISO. */
export type PortalNews = {
  readonly registered?: true;
  readonly running?: SyncProgress;
  readonly ended?: { readonly at: string; readonly progress?: SyncProgress; readonly failure?: Failure };
};
