import type { Clock } from '../server/clock.ts';
import type { JobEngine } from './tasks/jobEngine.ts';
import type { MediaFiles } from './store/mediaFiles.ts';
import type { School } from './store/school.ts';
import type { KolibriSwitches } from './sandbox/kolibriSwitches.ts';

/** Everything that the routes of the Kolibri side share. What can change while it runs is not readonly. */
export type KolibriContext = {
  readonly clock: Clock;
  readonly files: MediaFiles;
  readonly jobs: JobEngine;
  /** The path of the side on its origin: `/kolibri`. */
  readonly prefix: string;
  school: School;
  switches: KolibriSwitches;
  /** Where the data portal is: the campus's own, or nowhere. */
  portalUrl(): string;
  /** Writes the school to disk soon. */
  changed(): void;
};
