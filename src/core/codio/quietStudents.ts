import type { Ref } from '../platform/place.ts';
import type { QuietStudent } from '../platform/platformClient.ts';
import { inactiveBefore } from '../platform/retention.ts';
import type { CodioApi } from './codioApi.ts';
import { readCourse } from './readCourse.ts';
import { workOnAssignment } from './studentWork.ts';

/** Each assignment takes a request; a course with more of them is not asked about. */
const MOST_ASSIGNMENTS = 12;

/**
 * Who has completed nothing for so long that Codio may take them for inactive. Of all that the API says, only the completion of an
 * assignment has a date (Codio protocol, section 4.2): a student who works on something for months is among them.
 * Takes one request, and one for each assignment of a course that has run for that long.
 */
export async function quietStudents(
  api: CodioApi,
  course: Ref,
  now: Date,
  signal: AbortSignal,
): Promise<readonly QuietStudent[]> {
  const limit = inactiveBefore(now).getTime();
  const { start, modules } = await readCourse(api, course, true, signal);
  const began = Date.parse(start ?? '');
  // Nobody can be inactive for longer than the course runs; NaN compares as false.
  if (!(began < limit)) return [];
  const assignments = modules.flatMap((module) =>
    module.assignments.flatMap(({ id, name }): Ref[] => (id === undefined ? [] : [{ id, name: name ?? id }])),
  );
  if (assignments.length === 0 || assignments.length > MOST_ASSIGNMENTS) return [];
  const work = (
    await Promise.all(assignments.map((assignment) => workOnAssignment(api, course, assignment, signal)))
  ).flat();
  const students = new Map<string, { readonly student: Ref; begun: boolean; last: number }>();
  for (const { student, started, completedAt } of work) {
    const seen = students.get(student.id) ?? { student, begun: false, last: -Infinity };
    const date = Date.parse(completedAt ?? '');
    students.set(student.id, {
      student,
      begun: seen.begun || started,
      last: Number.isNaN(date) ? seen.last : Math.max(seen.last, date),
    });
  }
  return [...students.values()].flatMap(({ student, begun, last }): QuietStudent[] => {
    if (last === -Infinity) return begun ? [] : [{ student }];
    return last < limit ? [{ student, lastCompleted: new Date(last).toISOString() }] : [];
  });
}
