import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { accessCsv } from '../exports/accessCsv.ts';
import { blueprintsJson } from '../exports/blueprintsJson.ts';
import { extensionOf, type ExportOrder } from '../exports/exportOrder.ts';
import { safeName } from '../exports/safeName.ts';
import type { Course } from '../seed/model.ts';
import { assignmentsOf } from '../seed/organisation.ts';
import { organisationIn, type CampusContext } from './campusContext.ts';
import { PORTAL, portalBase } from './portalAddress.ts';
import { portalPage, PORTAL_PANELS, PORTAL_POLICY } from './portalPage.ts';
import { refuse } from './refusal.ts';
import type { RequestRecord } from './requestLog.ts';
import { matchPath } from './route.ts';

/** For every answer: nobody else learns the address, and nothing is taken for what it is not. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** The pages that a browser opens, and the files on them. Answers false if the path is not the portal's. */
export async function portalRoute(
  context: CampusContext,
  method: string,
  pathname: string,
  response: ServerResponse,
  record: RequestRecord,
): Promise<boolean> {
  if (!pathname.startsWith(`${PORTAL}/`)) return false;
  const base = portalBase(context.keys);
  if (!pathname.startsWith(`${base}/`)) refuse(404, 'Not found');
  if (method !== 'GET' && method !== 'HEAD') refuse(405, 'Method not allowed');
  const path = pathname.slice(base.length);
  const page = matchPath('/home/teacher/:course/overview', path);
  const file = matchPath('/home/teacher/:course/export/:file', path);
  const { name, courses } = organisationIn(context);
  const id = page?.['course'] ?? file?.['course'];
  const course = courses.find((one) => one.id === id) ?? refuse(404, 'Course not found');
  if (page) {
    const body = Buffer.from(portalPage(name, course, 'export'), 'utf8');
    response
      .writeHead(200, {
        ...HEADERS,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': body.length,
        'Content-Security-Policy': PORTAL_POLICY,
      })
      .end(method === 'HEAD' ? undefined : body);
    record.bytes += body.length;
    return true;
  }
  await sendFile(context, course, file?.['file'] ?? '', method, response, record);
  return true;
}

async function sendFile(
  context: CampusContext,
  course: Course,
  file: string,
  method: string,
  response: ServerResponse,
  record: RequestRecord,
): Promise<void> {
  const row =
    PORTAL_PANELS.flatMap(({ rows }) => rows).find((one) => one.file === file) ??
    refuse(404, 'There is no such export');
  const { source, ending, size } = await contentOf(context, course, row.id);
  const name = `${safeName(course.name)}-${row.id}.${ending}`;
  response.writeHead(200, {
    ...HEADERS,
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${row.id}.${ending}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    ...(size !== undefined && { 'Content-Length': size }),
  });
  if (method === 'HEAD') {
    source.destroy();
    response.end();
    return;
  }
  source.on('data', (chunk: Buffer | string) => (record.bytes += chunk.length));
  try {
    await pipeline(source, response);
  } catch (error) {
    // The browser has gone: nobody is left to be told.
    if (!response.destroyed) throw error;
  }
}

type Content = { readonly source: Readable; readonly ending: string; readonly size?: number };

async function contentOf(context: CampusContext, course: Course, id: string): Promise<Content> {
  const { seed } = context.keys;
  switch (id) {
    case 'access':
      return { source: await accessCsv(seed, course), ending: 'csv' };
    case 'blueprints': {
      const bytes = Buffer.from(blueprintsJson(course, await context.blueprints.added(course.id)), 'utf8');
      return { source: Readable.from([bytes]), ending: 'json', size: bytes.length };
    }
    default:
      return made(context, orderOf(context, course, id));
  }
}

/** The exports that the API has too are made like there, while the browser waits. */
async function made(context: CampusContext, order: ExportOrder): Promise<Content> {
  const ending = extensionOf(order);
  const { path, size } = await context.tasks.makeNow(order, context.keys.seed, `.${ending}`);
  return { source: createReadStream(path), ending, size };
}

function orderOf({ switches }: CampusContext, course: Course, id: string): ExportOrder {
  const courseId = course.id;
  switch (id) {
    case 'coursework':
      return {
        kind: 'coursework',
        courseId,
        layout: switches.courseworkLayout,
        padMebibytes: switches.big,
      };
    case 'assessments':
      return { kind: 'assessments', courseId, assignmentIds: assignmentsOf(course).map((one) => one.id) };
    case 'coach':
      return { kind: 'coachLogs', courseId };
    case 'llm':
      return { kind: 'llmLogs', courseId };
    case 'sources':
      return { kind: 'sources', courseId };
    default:
      return refuse(404, 'There is no such export');
  }
}
