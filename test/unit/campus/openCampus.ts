import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { startCampus, type Campus } from '../../../src/core/campus/campus.ts';
import type { SwitchChanges } from '../../../src/core/campus/server/switches.ts';

const CourseSchema = v.looseObject({
  id: v.string(),
  name: v.string(),
  archived: v.boolean(),
  modules: v.array(
    v.object({ name: v.string(), assignments: v.array(v.object({ id: v.string(), name: v.string() })) }),
  ),
});
export type WireCourse = v.InferOutput<typeof CourseSchema>;
export const CoursePageSchema = v.object({
  courses: v.array(CourseSchema),
  nextToken: v.optional(v.string()),
});
const TaskSchema = v.object({ taskId: v.string(), taskUri: v.string() });
const StatusSchema = v.looseObject({
  taskId: v.string(),
  done: v.boolean(),
  url: v.nullish(v.string()),
  error: v.nullish(v.string()),
});
export type WireStatus = v.InferOutput<typeof StatusSchema>;
export const RequestsSchema = v.array(
  v.looseObject({
    method: v.string(),
    path: v.string(),
    status: v.number(),
    bytes: v.number(),
    range: v.optional(v.string()),
  }),
);

/** A campus for one test, and the few calls that tests need. */
export type TestCampus = {
  readonly campus: Campus;
  readonly stateDir: string;
  call(path: string, method?: string): Promise<Response>;
  json(path: string, method?: string): Promise<unknown>;
  sandbox(path: string, body?: unknown, method?: string): Promise<unknown>;
  courses(): Promise<readonly WireCourse[]>;
  course(name: RegExp): Promise<WireCourse>;
  start(path: string, method: 'GET' | 'POST'): Promise<v.InferOutput<typeof TaskSchema>>;
  status(taskUri: string): Promise<WireStatus>;
  /** Polls until the task is done. */
  finish(taskUri: string): Promise<WireStatus>;
  /** Runs an export and gives the link to its file. */
  link(path: string, method: 'GET' | 'POST'): Promise<string>;
  end(): Promise<void>;
};

/** Exports are done as soon as their file is, and the limits are out of the way, unless the test says otherwise. */
export async function openCampus(faults: SwitchChanges = {}, keepIn?: string): Promise<TestCampus> {
  const stateDir = keepIn ?? (await mkdtemp(join(tmpdir(), 'lectern-campus-')));
  const campus = await startCampus({ stateDir, faults: { taskMs: 0, burst: 10_000, ...faults } });
  let bearer: Promise<string> | undefined;

  const signIn = async (): Promise<string> => {
    const reply = await fetch(tokenUrl(campus));
    return v.parse(v.object({ access_token: v.string() }), await reply.json()).access_token;
  };
  const call = async (path: string, method = 'GET'): Promise<Response> => {
    const url = path.startsWith('http') ? path : `${campus.codio.apiBaseUrl}/api/v1${path}`;
    return fetch(url, { method, headers: { Authorization: `Bearer ${await (bearer ??= signIn())}` } });
  };
  const json = async (path: string, method?: string): Promise<unknown> => {
    const reply = await call(path, method);
    assert.equal(reply.status, 200, `${method ?? 'GET'} ${path}`);
    return reply.json();
  };
  const sandbox = async (
    path: string,
    body?: unknown,
    method = body === undefined ? 'GET' : 'POST',
  ): Promise<unknown> => {
    const reply = await fetch(`${campus.origin}/__sandbox${path}`, {
      method,
      headers: { 'X-Sandbox': '1' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    assert.equal(reply.status, 200, path);
    return reply.json();
  };
  const courses = async (): Promise<readonly WireCourse[]> => {
    const found: WireCourse[] = [];
    let path = '/courses_list';
    for (;;) {
      const page = v.parse(CoursePageSchema, await json(path));
      found.push(...page.courses);
      if (page.nextToken === undefined) return found;
      path = `/courses_list?nextToken=${encodeURIComponent(page.nextToken)}`;
    }
  };
  const start: TestCampus['start'] = async (path, method) => v.parse(TaskSchema, await json(path, method));
  const status = async (taskUri: string): Promise<WireStatus> => v.parse(StatusSchema, await json(taskUri));
  const finish = async (taskUri: string): Promise<WireStatus> => {
    for (;;) {
      const state = await status(taskUri);
      if (state.done) return state;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    campus,
    stateDir,
    call,
    json,
    sandbox,
    courses,
    course: async (name) => {
      const found = (await courses()).find((course) => name.test(course.name));
      assert.ok(found);
      return found;
    },
    start,
    status,
    finish,
    link: async (path, method) => {
      const { taskUri } = await start(path, method);
      const { url } = await finish(taskUri);
      assert.ok(url);
      return url;
    },
    end: async () => {
      await campus.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

/** The token route with the right credentials in its query. */
export function tokenUrl({ codio }: Campus, changes: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: codio.clientId,
    client_secret: codio.clientSecret,
    ...changes,
  });
  return `${codio.oauthBaseUrl}/api/v1/token?${query.toString()}`;
}
