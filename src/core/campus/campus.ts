import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { CampusContext } from './server/campusContext.ts';
import { campusKeys } from './server/campusKeys.ts';
import { createClock } from './server/clock.ts';
import { FileStore } from './server/fileStore.ts';
import { handle } from './server/handle.ts';
import { Pages } from './server/pages.ts';
import { PORTAL, portalKey } from './server/portalAddress.ts';
import { RateLimiter } from './server/rateLimiter.ts';
import { RequestLog } from './server/requestLog.ts';
import { turned, type SwitchChanges } from './server/switches.ts';
import { TaskEngine } from './server/taskEngine.ts';
import { TaskStore } from './server/taskStore.ts';
import { Tokens } from './server/tokens.ts';

export type CampusOptions = {
  /** A folder of the campus's own: its credentials, tasks and files live there and are found again at the next start. */
  readonly stateDir: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Switches that differ from what they are at first; see docs/campus.md. */
  readonly faults?: SwitchChanges;
};

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
  /** Ends all connections. Exports under way are finished by the next campus in the same folder. */
  close(): Promise<void>;
};

/**
 * Starts the sample campus on loopback: an invented organisation that speaks Codio's wire protocol. Rejects when the folder cannot
 * be written or the port is taken.
 */
export async function startCampus(options: CampusOptions): Promise<Campus> {
  const { stateDir, port = 0, faults = {} } = options;
  const initialSwitches = turned(undefined, faults);
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const clock = createClock();
  const files = new FileStore(join(stateDir, 'files'));
  const taskStore = new TaskStore(join(stateDir, 'tasks'));
  const [keys] = await Promise.all([
    campusKeys(stateDir),
    files.open(clock.now()),
    taskStore.open(clock.now()),
  ]);
  const context: CampusContext = {
    stateDir,
    initialSwitches,
    clock,
    tokens: new Tokens(),
    limiter: new RateLimiter(),
    pages: new Pages(),
    files,
    tasks: new TaskEngine(taskStore, files, clock),
    log: new RequestLog(),
    origin: '',
    keys,
    switches: initialSwitches,
    organisation: undefined,
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
      portalBaseUrl: `${context.origin}${PORTAL}/${portalKey(keys)}`,
      clientId: keys.clientId,
      clientSecret: keys.clientSecret,
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, context.tasks.close()]);
    },
  };
}
