import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../server/clock.ts';
import type { RequestRecord } from '../server/requestLog.ts';
import { matchPath } from '../server/route.ts';
import type { KolibriContext } from './kolibriContext.ts';
import { startPortal } from './portal/startPortal.ts';
import { KOLIBRI_ROUTES } from './kolibriRoutes.ts';
import { answerSandbox } from './sandbox/answerSandbox.ts';
import { turnedKolibri, type KolibriSwitchChanges } from './sandbox/kolibriSwitches.ts';
import { newSchool, type Provision } from './seed/newSchool.ts';
import { seedSchool } from './seed/seedSchool.ts';
import {
  clearedLine,
  CSRF_COOKIE,
  csrfLine,
  newCsrfToken,
  readCookies,
  SESSION_COOKIE,
} from './session/cookies.ts';
import type { Caller } from './session/caller.ts';
import { MediaFiles } from './store/mediaFiles.ts';
import type { School } from './store/school.ts';
import { SchoolFile } from './store/schoolFile.ts';
import { EXPORT_TASKS } from './tasks/exportTasks.ts';
import { scheduleHousekeeping } from './tasks/housekeeping.ts';
import { IMPORT_TASK } from './tasks/importTask.ts';
import { JobEngine } from './tasks/jobEngine.ts';
import { SYNC_TASK } from './portal/syncTask.ts';
import { csrfPage, errorPage } from './wire/pages.ts';
import { readRequest } from './wire/readRequest.ts';
import { KolibriRefusal, refuseCode, refuseWith } from './wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from './wire/reply.ts';
import type { KolibriCall, KolibriMethod, KolibriRoute } from './wire/route.ts';

export type KolibriSideOptions = {
  /** A folder of the side's own. */
  readonly folder: string;
  readonly prefix: string;
  readonly clock: Clock;
  readonly seed: number;
  /** Of the administrator of the invented schools. */
  readonly password: string;
  /** A server as it is after provisioning instead of the invented schools. */
  readonly provision?: Provision | undefined;
  readonly faults?: KolibriSwitchChanges | undefined;
};

/** The Kolibri side of a campus, ready to answer. */
export type KolibriSide = {
  /** Answers a request whose path is below the prefix. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL, record: RequestRecord): Promise<void>;
  /** Answers one of the campus's own routes; `path` is what comes after `/__sandbox/kolibri`. */
  sandbox(method: string, path: string, body: unknown): Promise<unknown>;
  /** As at the first start, with this seed. */
  reset(seed: number): Promise<void>;
  close(): Promise<void>;
};

const METHODS: readonly KolibriMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Opens the Kolibri side: a server that speaks Kolibri 0.19.5's API (docs/protocols/kolibri.md), with all it had when it ended. */
export async function openKolibriSide(options: KolibriSideOptions): Promise<KolibriSide> {
  const { folder, prefix, clock, faults = {}, password, provision } = options;
  const file = new SchoolFile(folder);
  const made = (seed: number): Promise<School> =>
    provision ? newSchool(provision, clock.now()) : seedSchool(seed, password, clock.now());
  const school = (await file.read()) ?? (await made(options.seed));
  const portal = await startPortal();
  const context: KolibriContext = {
    clock,
    files: new MediaFiles(join(folder, 'media')),
    jobs: new JobEngine([...EXPORT_TASKS, IMPORT_TASK, SYNC_TASK]),
    prefix,
    school,
    switches: turnedKolibri(undefined, faults),
    portalUrl: () => (context.switches.portal === 'ok' ? portal.baseUrl : 'http://127.0.0.1:1'),
    changed: () => file.writeSoon(() => context.school),
  };
  context.jobs.open(context);
  scheduleHousekeeping(context.jobs);
  return {
    answer: async (request, response, url, record) => {
      const reply = await answered(context, request, response, url, record);
      if (reply) await send(request, response, record, reply);
    },
    sandbox: (method, path, body) => answerSandbox(context, method, path, body),
    async reset(seed) {
      await context.files.clear();
      context.school = await made(seed);
      context.switches = turnedKolibri(undefined, faults);
      context.jobs.requeue();
      scheduleHousekeeping(context.jobs);
      await file.write(context.school);
    },
    async close() {
      await Promise.all([context.jobs.close(), portal.close()]);
      await file.close(context.school);
    },
  };
}

async function answered(
  context: KolibriContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  record: RequestRecord,
): Promise<KolibriReply | undefined> {
  try {
    const path = url.pathname.slice(context.prefix.length);
    const { failTimes, failWith, failPath, slowMs } = context.switches;
    if (slowMs > 0) await delay(slowMs);
    if (failTimes > 0 && path.includes(failPath)) {
      context.switches = { ...context.switches, failTimes: failTimes - 1 };
      return failure(failWith, response);
    }
    return await routed(context, request, url, path);
  } catch (error) {
    if (error instanceof KolibriRefusal) return error.reply;
    record.fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return errorPage(500);
  }
}

function failure(
  failWith: KolibriContext['switches']['failWith'],
  response: ServerResponse,
): KolibriReply | undefined {
  if (failWith === 'hang') return undefined;
  if (failWith === 'cut') {
    response.destroy();
    return undefined;
  }
  if (failWith === 'locked') {
    const text = 'Database is not available for write operations';
    return { status: 503, body: { as: 'html', text }, headers: { 'Retry-After': '10' } };
  }
  return failWith === 'html' ? { ...errorPage(500), status: 502 } : { ...errorPage(500), status: failWith };
}

async function routed(
  context: KolibriContext,
  request: IncomingMessage,
  url: URL,
  pathname: string,
): Promise<KolibriReply> {
  const found = routeOf(pathname);
  if (found === undefined) {
    const slashed = `${pathname}/`;
    if (pathname.startsWith('/api/') && routeOf(slashed))
      return { ...emptyReply(301), headers: { Location: `${context.prefix}${slashed}${url.search}` } };
    return errorPage(404);
  }
  const { route, path } = found;
  const cookies = readCookies(request.headers.cookie);
  const { caller, cleared } = callerOf(context, cookies);
  const csrf = route.setsCsrf ? [csrfLine(cookies.get(CSRF_COOKIE) ?? newCsrfToken(), context.prefix)] : [];
  const reply = await refusedOr(async () => {
    const asked = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
    const method = METHODS.find((each) => each === asked);
    if (method !== 'GET') demandToken(request, route, caller, cookies);
    const answer = method && route.answers[method];
    if (answer === undefined) return notAllowed(route, asked);
    const body = method === 'GET' ? ({ as: 'json', value: {} } as const) : await readRequest(request);
    const call: KolibriCall = {
      context,
      request,
      query: url.searchParams,
      path,
      caller,
      cookies,
      body,
      view: route.view,
    };
    return answer(call);
  });
  // A route's own cookies say more: a new session is no dead one.
  const own = reply.cookies ?? [];
  const has = (name: string): boolean => own.some((line) => line.startsWith(`${name}=`));
  return {
    ...reply,
    cookies: [
      ...(has(CSRF_COOKIE) ? [] : csrf),
      ...own,
      ...(cleared && !has(SESSION_COOKIE) ? [clearedLine(context.prefix)] : []),
    ],
  };
}

function routeOf(
  pathname: string,
): { readonly route: KolibriRoute; readonly path: Readonly<Record<string, string>> } | undefined {
  for (const route of KOLIBRI_ROUTES) {
    const path = matchPath(route.pattern, pathname);
    if (path) return { route, path };
  }
  return undefined;
}

async function refusedOr(answer: () => KolibriReply | Promise<KolibriReply>): Promise<KolibriReply> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof KolibriRefusal) return error.reply;
    throw error;
  }
}

/** Who sends this; `cleared` when the session that came along is dead. */
function callerOf(
  { school, clock }: KolibriContext,
  cookies: ReadonlyMap<string, string>,
): { readonly caller: Caller; readonly cleared: boolean } {
  const key = cookies.get(SESSION_COOKIE);
  if (key === undefined || key === '""' || key === '') return { caller: undefined, cleared: false };
  const session = school.sessions.get(key);
  const user = session && session.expires > clock.now() ? school.users.get(session.user) : undefined;
  if (user?.dateDeleted === null) return { caller: user, cleared: false };
  school.sessions.delete(key);
  return { caller: undefined, cleared: true };
}

/** The matrix of the protocol's section 1.1. */
function demandToken(
  request: IncomingMessage,
  route: KolibriRoute,
  caller: Caller,
  cookies: ReadonlyMap<string, string>,
): void {
  if (route.csrf === undefined || (route.csrf === 'session' && caller === undefined)) return;
  const sent = request.headers['x-csrftoken'];
  const token = cookies.get(CSRF_COOKIE);
  if (token !== undefined && token !== '' && sent === token) return;
  if (route.csrf === 'always') refuseWith(csrfPage());
  refuseCode(403, 'PERMISSION_DENIED', route.view);
}

function notAllowed(route: KolibriRoute, method: string): KolibriReply {
  const allow = [...Object.keys(route.answers), 'OPTIONS'].join(', ');
  return { ...jsonReply({ detail: `Method "${method}" not allowed.` }, 405), headers: { Allow: allow } };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
  reply: KolibriReply,
): Promise<void> {
  const { status, body, headers, cookies = [] } = reply;
  if (response.destroyed) return;
  if (cookies.length > 0) response.setHeader('Set-Cookie', [...cookies]);
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  request.resume();
  if (body.as === 'file') {
    response.writeHead(status);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await sendFile(body.path, response, record);
    return;
  }
  const text = body.as === 'json' ? JSON.stringify(body.value) : body.as === 'html' ? body.text : '';
  const bytes = Buffer.from(text, 'utf8');
  if (body.as === 'json') response.setHeader('Content-Type', 'application/json');
  if (body.as === 'html') response.setHeader('Content-Type', 'text/html');
  response.setHeader('Content-Length', bytes.length);
  record.bytes += bytes.length;
  response.writeHead(status).end(request.method === 'HEAD' ? undefined : bytes);
}

async function sendFile(path: string, response: ServerResponse, record: RequestRecord): Promise<void> {
  const file = createReadStream(path);
  file.on('data', (chunk) => (record.bytes += chunk.length));
  try {
    await pipeline(file, response);
  } catch (error) {
    // A client that goes away in the middle is no fault of the campus.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) {
      record.fault = error instanceof Error ? error.message : String(error);
      response.destroy();
    }
  }
}
