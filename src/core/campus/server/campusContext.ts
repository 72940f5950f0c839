import type { Course, Organisation } from '../seed/model.ts';
import type { KolibriSide } from '../kolibri/kolibriSide.ts';
import { campusOrganisation } from './campusOrganisation.ts';
import type { BlueprintStore } from './blueprintStore.ts';
import type { CampusKeys } from './campusKeys.ts';
import type { Clock } from './clock.ts';
import type { FileStore } from './fileStore.ts';
import type { Pages } from './pages.ts';
import type { RateLimiter } from './rateLimiter.ts';
import type { RequestLog } from './requestLog.ts';
import type { Switches } from './switches.ts';
import type { Tally } from './tally.ts';
import type { TaskEngine } from './taskEngine.ts';
import type { Tokens } from './tokens.ts';

/** Everything that the routes of a running campus share. What can change while it runs is not readonly. */
export type CampusContext = {
  readonly stateDir: string;
  readonly initialSwitches: Switches;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly limiter: RateLimiter;
  readonly pages: Pages<Course>;
  readonly files: FileStore;
  readonly tasks: TaskEngine;
  readonly blueprints: BlueprintStore;
  readonly log: RequestLog;
  /** Opens the Kolibri side at the first request to it; `opened` is it, once it is. */
  readonly kolibri: { open(): Promise<KolibriSide>; opened: Promise<KolibriSide> | undefined };
  readonly tally: Tally;
  /** Known once the server listens. */
  origin: string;
  keys: CampusKeys;
  switches: Switches;
};

/** The seeded organisation of a campus. */
export function organisationIn(context: CampusContext): Organisation {
  return campusOrganisation(context.keys.seed, context.switches.extraCourses);
}
