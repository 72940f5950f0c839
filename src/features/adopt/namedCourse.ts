import * as vscode from 'vscode';
import { coursesNamed, MOST_COURSES, namesOtherCourse } from '../../core/adopt/coursesNamed.ts';
import type { Connection } from '../../core/platform/connection.ts';
import { failureOf } from '../../core/platform/failure.ts';
import type { Ref } from '../../core/platform/place.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';

/** The ids of the courses whose assignments a file names; none where the platform cannot say. */
export async function coursesToPropose(
  services: Services,
  connection: Connection,
  assignments: readonly string[],
): Promise<ReadonlySet<string>> {
  if (assignments.length === 0) return new Set();
  return vscode.window.withProgress({ location: { viewId: VIEWS.exports } }, async (_progress, token) => {
    const signal = abortSignal(token);
    try {
      const courses = await firstCourses(services, connection, signal);
      const ask = (course: Ref, stop: AbortSignal): Promise<readonly Ref[]> =>
        services.clients.assignments(connection.id, course, stop);
      return await coursesNamed(assignments, courses, ask, signal);
    } catch (error) {
      // The list of courses, which is asked for next, says why it cannot be fetched.
      services.log.info(`no course is proposed: ${failureOf(error).kind}`);
      return new Set<string>();
    }
  });
}

/** Whether a file that is wanted of a course names assignments, and none of that course. */
export async function isOfOtherCourse(
  services: Services,
  connection: Connection,
  course: Ref,
  assignments: readonly string[],
  signal: AbortSignal,
): Promise<boolean> {
  const ask = (of: Ref, stop: AbortSignal): Promise<readonly Ref[]> =>
    services.clients.assignments(connection.id, of, stop);
  return namesOtherCourse(assignments, course, ask, signal);
}

/** Asks whether a file goes to a course that has none of the assignments which it names. */
export async function adoptAllTheSame(name: string, course: Ref): Promise<boolean> {
  const adopt = vscode.l10n.t('Adopt It');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} names assignments, and {1} has none of them.', name, course.name),
    { modal: true, detail: vscode.l10n.t('It is probably of another course.') },
    adopt,
  );
  return chosen === adopt;
}

async function firstCourses(
  { clients }: Services,
  connection: Connection,
  signal: AbortSignal,
): Promise<readonly Ref[]> {
  const client = await clients.client(connection.id);
  const courses: Ref[] = [];
  for await (const page of client.children(undefined, { archived: false }, signal)) {
    for (const place of page) if (place.kind === 'course') courses.push(place);
    if (courses.length >= MOST_COURSES) break;
  }
  return courses;
}
