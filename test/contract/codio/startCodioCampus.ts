import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { startCampus, type CampusOptions } from '../../../src/core/campus/campus.ts';
import { createCodioClient, type CodioClientOptions } from '../../../src/core/codio/codioClient.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { SeedCourse } from '../../campus/seedCourse.ts';

type Switches = NonNullable<CampusOptions['faults']>;

const requests = v.array(
  v.object({
    method: v.string(),
    path: v.string(),
    query: v.record(v.string(), v.string()),
    authorized: v.boolean(),
    status: v.number(),
  }),
);
const seed = v.object({
  foreignCourse: v.object({ id: v.string(), name: v.string() }),
  courses: v.array(SeedCourse),
});

/** A sample campus and clients of it, whose clock runs ahead together with the campus's instead of waiting. */
export type CodioCampus = {
  readonly client: (options?: Partial<CodioClientOptions>) => PlatformClient;
  readonly turn: (switches: Switches) => Promise<void>;
  /** Moves both clocks. */
  readonly pass: (ms: number) => Promise<void>;
  /** What clients waited so far, in milliseconds. */
  readonly slept: number[];
  /** As at first, with the switches that it was started with. */
  readonly reset: () => Promise<void>;
  readonly forgetRequests: () => Promise<void>;
  readonly requests: () => Promise<v.InferOutput<typeof requests>>;
  readonly seed: () => Promise<v.InferOutput<typeof seed>>;
  readonly stop: () => Promise<void>;
};

/** Starts a campus whose exports take no time and whose limits are out of the way, unless `faults` say otherwise. */
export async function startCodioCampus(faults: Switches = {}): Promise<CodioCampus> {
  const stateDir = await mkdtemp(join(tmpdir(), 'lectern-campus-'));
  const campus = await startCampus({ stateDir, faults: { taskMs: 0, burst: 100_000, ...faults } });
  const { oauthBaseUrl, apiBaseUrl, clientId, clientSecret } = campus.codio;
  const http = createHttp({ userAgent: 'Lectern/test' });
  const slept: number[] = [];
  let ahead = 0;

  const sandbox = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const reply = await fetch(`${campus.origin}/__sandbox${path}`, {
      method,
      headers: { 'X-Sandbox': '1' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (reply.status !== 200) throw new Error(await reply.text());
    return reply.json();
  };
  const pass = async (ms: number): Promise<void> => {
    ahead += ms;
    await sandbox('POST', '/clock', { advanceMs: ms });
  };

  return {
    slept,
    pass,
    client: (options) =>
      createCodioClient({
        connection: { platform: 'codio', id: 'c', name: 'Campus', oauthBaseUrl, apiBaseUrl, sample: true },
        credentials: { platform: 'codio', clientId, clientSecret },
        http,
        requestsPerTenSeconds: 100_000,
        now: () => Date.now() + ahead,
        sleep: async (ms) => {
          slept.push(ms);
          await pass(ms);
        },
        ...options,
      }),
    async turn(switches) {
      await sandbox('POST', '/faults', switches);
    },
    async reset() {
      await sandbox('POST', '/reset');
    },
    async forgetRequests() {
      await sandbox('DELETE', '/requests');
    },
    requests: async () =>
      v
        .parse(requests, await sandbox('GET', '/requests'))
        .filter(({ path }) => !path.startsWith('/__sandbox')),
    seed: async () => v.parse(seed, await sandbox('GET', '/seed')),
    async stop() {
      await campus.close();
      await rm(stateDir, { recursive: true });
    },
  };
}
