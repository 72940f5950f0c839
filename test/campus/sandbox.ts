import * as v from 'valibot';
import type { SwitchChanges } from '../../src/core/campus/server/switches.ts';
import { SeedCourse } from './seedCourse.ts';

const ServedFile = v.object({ name: v.string(), size: v.number(), sha256: v.string() });
const CampusRequest = v.object({
  method: v.string(),
  path: v.string(),
  query: v.record(v.string(), v.string()),
  range: v.optional(v.string()),
  status: v.number(),
  bytes: v.number(),
  ended: v.boolean(),
});
const Seed = v.object({ courses: v.array(SeedCourse) });

/** A finished file of the campus: the last part of its link, its size in bytes, its SHA-256 in lower-case hex. */
export type ServedFile = v.InferOutput<typeof ServedFile>;
/** `bytes` is what was sent of the body so far; `status` is 0 until there is an answer. */
export type CampusRequest = v.InferOutput<typeof CampusRequest>;
export type SeedCourse = v.InferOutput<typeof SeedCourse>;

/** The routes that a sample campus has for tests; see docs/campus.md. */
export type Sandbox = {
  turn(switches: SwitchChanges): Promise<void>;
  /** As at the first start: no tasks, files, tokens, limits or requests, and all switches back. */
  reset(): Promise<void>;
  files(): Promise<readonly ServedFile[]>;
  /** What was asked by others, oldest first. */
  requests(): Promise<readonly CampusRequest[]>;
  forgetRequests(): Promise<void>;
  courses(): Promise<readonly SeedCourse[]>;
  /** Downloads of files, oldest first. */
  downloads(): Promise<readonly CampusRequest[]>;
  /** The file that was downloaded last; undefined when none was. */
  lastServed(): Promise<ServedFile | undefined>;
};

/** @param origin of a running campus, without a trailing slash */
export function openSandbox(origin: string): Sandbox {
  const ask = async (method: string, route: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${origin}/__sandbox/${route}`, {
      method,
      headers: { 'X-Sandbox': '1' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The campus answered ${answer.status} to ${route}.`);
    return answer.json();
  };
  const tell = async (...request: Parameters<typeof ask>): Promise<void> => {
    await ask(...request);
  };
  const files = async (): Promise<readonly ServedFile[]> =>
    v.parse(v.array(ServedFile), await ask('GET', 'files'));
  const requests = async (): Promise<readonly CampusRequest[]> =>
    v
      .parse(v.array(CampusRequest), await ask('GET', 'requests'))
      .filter(({ path }) => !path.startsWith('/__sandbox/'));
  const downloads = async (): Promise<readonly CampusRequest[]> =>
    (await requests()).filter(({ path }) => path.startsWith('/temporary/'));
  return {
    turn: (switches) => tell('POST', 'faults', switches),
    reset: () => tell('POST', 'reset', {}),
    files,
    requests,
    downloads,
    forgetRequests: () => tell('DELETE', 'requests'),
    courses: async () => v.parse(Seed, await ask('GET', 'seed')).courses,
    lastServed: async () => {
      const name = (await downloads()).at(-1)?.path.split('/').at(-1);
      return (await files()).find((file) => file.name === name);
    },
  };
}
