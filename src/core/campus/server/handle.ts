import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CampusContext } from './campusContext.ts';
import { COURSE_ROUTES } from './courseRoutes.ts';
import { EXPORT_ROUTES } from './exportRoutes.ts';
import { fileRoute } from './fileRoute.ts';
import { guard } from './guard.ts';
import { portalBase } from './portalAddress.ts';
import { portalRoute } from './portalRoute.ts';
import { readBody } from './readBody.ts';
import { Refusal, refuse } from './refusal.ts';
import type { RequestRecord } from './requestLog.ts';
import { matchPath, type Route } from './route.ts';
import { sampleRoute } from './sampleRoute.ts';
import { SANDBOX_ROUTES } from './sandboxRoutes.ts';
import { tokenRoute } from './tokenRoute.ts';
import { UNBUILT_ROUTES } from './unbuiltRoutes.ts';

const API = '/api/v1';
const TOKEN = '/oauth/api/v1/token';
const SANDBOX = '/__sandbox';
/** The path of the Kolibri side. */
export const KOLIBRI = '/kolibri';
const FILE = /^\/temporary\/(moved\/)?([^/]+)$/;
const API_ROUTES = [...COURSE_ROUTES, ...EXPORT_ROUTES, ...UNBUILT_ROUTES];

/** Answers one request, whatever it is. */
export async function handle(
  context: CampusContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET';
  const target = request.url ?? '/';
  const url = new URL(URL.canParse(target, context.origin) ? target : '/', context.origin);
  const sandbox = url.pathname.startsWith(`${SANDBOX}/`);
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const record = context.log.add(method, url, request.headers.range, bearer !== undefined);
  response.once('close', () => {
    record.status = response.headersSent ? response.statusCode : 0;
    record.ended = true;
  });
  try {
    const secret = url.pathname.startsWith(`${portalBase(context.keys)}/`);
    guard(request, context.origin, sandbox ? 'sandbox' : secret ? 'secret' : 'other');
    const file = FILE.exec(url.pathname);
    if (file?.[2] !== undefined) {
      if (method !== 'GET' && method !== 'HEAD') refuse(405, 'Method not allowed');
      await fileRoute(context, file[2], file[1] !== undefined, request, response, record);
      return;
    }
    if (url.pathname === KOLIBRI || url.pathname.startsWith(`${KOLIBRI}/`)) {
      const side = await context.kolibri.open();
      await side.answer(request, response, url, record);
      return;
    }
    if (await portalRoute(context, method, url.pathname, response, record)) return;
    if (sandbox) {
      const sample = await sampleRoute(context, url.pathname.slice(SANDBOX.length));
      if (sample) {
        send(response, record, 200, sample.type, sample.bytes);
        return;
      }
      const path = url.pathname.slice(SANDBOX.length);
      if (path.startsWith(`${KOLIBRI}/`)) {
        const side = await context.kolibri.open();
        const text = await readBody(request);
        const body: unknown = text === '' ? {} : JSON.parse(text);
        reply(response, record, 200, await side.sandbox(method, path.slice(KOLIBRI.length), body));
        return;
      }
      reply(response, record, 200, await answer(SANDBOX_ROUTES, SANDBOX, context, request, url));
      return;
    }
    await limited(context, request, response, url, bearer, record);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'The sample campus has failed');
    if (refusal !== error) record.fault = error instanceof Error ? error.message : String(error);
    reply(response, record, refusal.code, { code: refusal.code, message: refusal.message });
  }
  // A body that nobody wanted must not hold the connection.
  request.resume();
}

/** The routes that count against the organisation's limits: tokens and the API. */
async function limited(
  context: CampusContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  bearer: string | undefined,
  record: RequestRecord,
): Promise<void> {
  const now = context.clock.now();
  const { allowed, headers } = context.limiter.take(now, context.switches);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!allowed) refuse(429, 'Too many requests');
  context.tally.request();
  const { noEndpoint } = context.switches;
  if (noEndpoint !== '' && url.pathname.includes(noEndpoint)) refuse(404, 'Not found');
  if (failOnPurpose(context, url, response, record)) return;
  if (url.pathname === TOKEN && (request.method === 'GET' || request.method === 'POST')) {
    reply(response, record, 200, await tokenRoute({ context, request, url, path: {} }));
    return;
  }
  if (!url.pathname.startsWith(`${API}/`)) refuse(404, 'Not found');
  if (bearer === undefined || !context.tokens.holds(bearer, now))
    refuse(401, 'Token is missing or has expired');
  reply(response, record, 200, await answer(API_ROUTES, API, context, request, url));
}

function answer(
  routes: readonly Route[],
  prefix: string,
  context: CampusContext,
  request: IncomingMessage,
  url: URL,
): unknown {
  const pathname = url.pathname.slice(prefix.length);
  let known = false;
  for (const route of routes) {
    const path = matchPath(route.pattern, pathname);
    if (!path) continue;
    known = true;
    if (route.method === request.method) return route.answer({ context, request, url, path });
  }
  return known ? refuse(405, 'Method not allowed') : refuse(404, 'Not found');
}

/** True if the switches say that this request fails; then it is answered, or never will be. */
function failOnPurpose(
  context: CampusContext,
  url: URL,
  response: ServerResponse,
  record: RequestRecord,
): boolean {
  const { failTimes, failWith, failPath } = context.switches;
  if (failTimes === 0 || !url.pathname.includes(failPath)) return false;
  context.switches = { ...context.switches, failTimes: failTimes - 1 };
  if (typeof failWith === 'number') return refuse(failWith, 'This request fails on purpose');
  if (failWith === 'cut') response.destroy();
  if (failWith === 'html') {
    const page = '<!doctype html>\n<title>502</title>\n<h1>Bad gateway</h1>\n';
    response.writeHead(502, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
    record.bytes += page.length;
  }
  return true;
}

function reply(response: ServerResponse, record: RequestRecord, status: number, value: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = Buffer.from(JSON.stringify(value), 'utf8');
  send(response, record, status, 'application/json; charset=utf-8', body);
}

function send(
  response: ServerResponse,
  record: RequestRecord,
  status: number,
  type: string,
  body: Buffer,
): void {
  record.bytes += body.length;
  response
    .writeHead(status, {
      'Content-Type': type,
      'Content-Length': body.length,
      'Cache-Control': 'no-store',
    })
    .end(body);
}
