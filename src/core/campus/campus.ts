import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { KolibriSide } from './kolibri/kolibriSide.ts';
import type { KolibriSwitchChanges } from './kolibri/sandbox/kolibriSwitches.ts';
import type { Provision } from './kolibri/seed/newSchool.ts';
import { BlueprintStore } from './server/blueprintStore.ts';
import type { CampusContext } from './server/campusContext.ts';
import { campusKeys } from './server/campusKeys.ts';
import { createClock } from './server/clock.ts';
import { FileStore } from './server/fileStore.ts';
import { handle, KOLIBRI } from './server/handle.ts';
import { Pages } from './server/pages.ts';
import { portalBase } from './server/portalAddress.ts';
import { RateLimiter } from './server/rateLimiter.ts';
import { RequestLog } from './server/requestLog.ts';
import { campusOrganisation } from './server/campusOrganisation.ts';
import { turned, type SwitchChanges } from './server/switches.ts';
import { TaskEngine } from './server/taskEngine.ts';
import { TaskStore } from './server/taskStore.ts';
import { Tally } from './server/tally.ts';
import { Tokens } from './server/tokens.ts';

export type CampusOptions = {
  /** A folder of the campus's own: its credentials, tasks and files live there and are found again at the next start. */
  readonly stateDir: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Switches that differ from what they are at first; see docs/campus.md. */
  readonly faults?: SwitchChanges;
  readonly kolibri?: {
    /** A Kolibri server as it is after provisioning, in the place of the invented schools. */
    readonly provision?: Provision;
    readonly faults?: KolibriSwitchChanges;
  };
  /** Where its time comes from, in epoch milliseconds; the system's clock unless a test lets days pass. */
  readonly now?: () => number;
};

/** The user name of who administers the invented schools. */
const ADMINISTRATOR = 'admin';

/** A running sample campus. */
export type Campus = {
  /** `http://127.0.0.1:<port>`, another port at every start. */
  readonly origin: string;
  readonly codio: {
    readonly oauthBaseUrl: string;
    readonly apiBaseUrl: string;
    /** Where a browser finds the pages. Nobody can guess it: it is a secret, like the credentials. */
    readonly portalBaseUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** The administrator of the Kolibri side. */
  readonly kolibri: { readonly baseUrl: string; readonly username: string; readonly password: string };
  /** Ends all connections. Exports under way are finished by the next campus in the same folder. */
  close(): Promise<void>;
};

/**
 * Starts the sample campus on loopback: an invented organisation that speaks Codio's wire protocol, and invented schools that speak
 * Kolibri's below `/kolibri`. Rejects when the folder cannot be written or the port is taken.
 */
export async function startCampus(options: CampusOptions): Promise<Campus> {
  const { stateDir, port = 0, faults = {} } = options;
  const initialSwitches = turned(undefined, faults);
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const clock = createClock(options.now);
  const files = new FileStore(join(stateDir, 'files'));
  const taskStore = new TaskStore(join(stateDir, 'tasks'));
  const [keys] = await Promise.all([
    campusKeys(stateDir),
    files.open(clock.now()),
    taskStore.open(clock.now()),
  ]);
  const openKolibri = async (): Promise<KolibriSide> => {
    // A part of its own: nobody who looks at courses only waits for it.
    const { openKolibriSide } = await import('./kolibri/kolibriSide.ts');
    return openKolibriSide({
      folder: join(stateDir, 'kolibri'),
      prefix: KOLIBRI,
      clock,
      seed: context.keys.seed,
      password: keys.kolibriPassword,
      ...options.kolibri,
    });
  };
  const tally = new Tally();
  const tasks = new TaskEngine(taskStore, files, clock, (seed) =>
    campusOrganisation(seed, context.switches.extraCourses),
  );
  const context: CampusContext = {
    kolibri: {
      open: () => (context.kolibri.opened ??= openKolibri()),
      opened: undefined,
    },
    stateDir,
    initialSwitches,
    clock,
    tokens: new Tokens(),
    limiter: new RateLimiter(),
    pages: new Pages(),
    files,
    tasks,
    blueprints: new BlueprintStore(join(stateDir, 'blueprints')),
    tally,
    log: new RequestLog(),
    origin: '',
    keys,
    switches: initialSwitches,
  };
  const server = createServer((request, response) => void handle(context, request, response));
  // Longer than the pauses between polls: a client must not meet a connection that is just being closed.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sample campus has no port.');
  context.origin = `http://127.0.0.1:${address.port}`;
  return {
    origin: context.origin,
    codio: {
      oauthBaseUrl: `${context.origin}/oauth`,
      apiBaseUrl: context.origin,
      portalBaseUrl: `${context.origin}${portalBase(keys)}`,
      clientId: keys.clientId,
      clientSecret: keys.clientSecret,
    },
    kolibri: {
      baseUrl: `${context.origin}${KOLIBRI}`,
      username: options.kolibri?.provision?.username ?? ADMINISTRATOR,
      password: options.kolibri?.provision?.password ?? keys.kolibriPassword,
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      const kolibri = await context.kolibri.opened;
      await Promise.all([closed, context.tasks.close(), kolibri?.close()]);
    },
  };
}
