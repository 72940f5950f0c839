import { fail, failureOf } from '../platform/failure.ts';
import type { CoursePlace } from '../platform/place.ts';
import type { CodioApi } from './codioApi.ts';
import { wireCoursePage, type WireCourse } from './courseWire.ts';
import { parseReply } from './parseReply.ts';

/** How often a listing may begin again because its token went stale. */
const RESTARTS = 2;
/** More pages than an organisation can have: a server that always names a next one. */
const MOST_PAGES = 2000;

/**
 * The organisation's courses, page by page (Codio protocol, section 4.2, "Paging"); with `archived`, the archived ones follow. A
 * stale token (404) begins the listing again, and what was already given is left out.
 */
export async function* coursePages(
  api: CodioApi,
  archived: boolean,
  signal: AbortSignal,
): AsyncGenerator<readonly CoursePlace[]> {
  const given = new Set<string>();
  for (const wanted of archived ? [false, true] : [false]) {
    for await (const courses of listing(api, wanted, signal)) {
      const page = courses.flatMap((course) => coursePlace(course, wanted));
      // A server that does not filter lists everything twice, and what was not asked for.
      const fresh = page.filter((course) => !given.has(course.id) && (archived || !course.archived));
      for (const course of fresh) given.add(course.id);
      if (fresh.length > 0) yield fresh;
    }
  }
}

async function* listing(
  api: CodioApi,
  archived: boolean,
  signal: AbortSignal,
): AsyncGenerator<readonly WireCourse[]> {
  let seen = new Set<string>();
  let restarts = 0;
  let nextToken: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await coursePage(api, archived, nextToken, signal);
    if (page === 'stale') {
      if (restarts >= RESTARTS)
        fail({ kind: 'serverFault', status: 404, detail: 'The list of courses keeps changing.' });
      restarts += 1;
      seen = new Set();
      nextToken = undefined;
      continue;
    }
    yield page.courses;
    nextToken = page.nextToken;
    if (nextToken === undefined) return;
    if (seen.has(nextToken)) break;
    seen.add(nextToken);
  }
  fail({ kind: 'serverFault', detail: 'The list of courses goes in a circle.' });
}

async function coursePage(
  api: CodioApi,
  archived: boolean,
  nextToken: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly courses: readonly WireCourse[]; readonly nextToken?: string | undefined } | 'stale'> {
  // Without `archived` the server's default would decide. With a token the server ignores everything else.
  const query = new URLSearchParams({
    archived: String(archived),
    ...(nextToken !== undefined && { nextToken }),
  });
  try {
    const text = await api.ask(
      { method: 'GET', path: `/courses_list?${query.toString()}`, missing: 'server', repeatable: true },
      signal,
    );
    return parseReply(wireCoursePage, text);
  } catch (error) {
    if (nextToken !== undefined && failureOf(error).kind === 'gone') return 'stale';
    throw error;
  }
}

/** None for a course without an id: nothing could be asked about it. */
function coursePlace(course: WireCourse, archived: boolean): CoursePlace[] {
  if (course.id === undefined) return [];
  return [
    {
      kind: 'course',
      id: course.id,
      name: course.name ?? course.id,
      archived: course.archived ?? archived,
      ...(course.start !== undefined && { starts: course.start }),
      ...(course.end !== undefined && { ends: course.end }),
    },
  ];
}
