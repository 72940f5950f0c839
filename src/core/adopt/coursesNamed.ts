import { failureOf } from '../platform/failure.ts';
import type { Ref } from '../platform/place.ts';
import { plainName } from './plainName.ts';

/** The assignments of a course; a few requests of the organisation's quota. */
export type AssignmentsOf = (course: Ref, signal: AbortSignal) => Promise<readonly Ref[]>;

/** Courses whose assignments are asked for: a proposal is worth no more requests than these. */
export const MOST_COURSES = 12;

/**
 * The ids of the courses that have most of the assignments which a file names, to be proposed; of the first {@link MOST_COURSES} only.
 * A course that cannot be asked is not proposed. Fails as cancelled.
 */
export async function coursesNamed(
  assignments: readonly string[],
  courses: readonly Ref[],
  assignmentsOf: AssignmentsOf,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  let most = 1;
  let best = new Set<string>();
  for (const course of courses.slice(0, MOST_COURSES)) {
    const count = await shared(assignments, course, assignmentsOf, signal);
    if (count === undefined || count < most) continue;
    if (count > most) best = new Set();
    most = count;
    best.add(course.id);
  }
  return best;
}

/** Whether a file names assignments, and none of them is the course's. False also where the course cannot be asked. */
export async function namesOtherCourse(
  assignments: readonly string[],
  course: Ref,
  assignmentsOf: AssignmentsOf,
  signal: AbortSignal,
): Promise<boolean> {
  return assignments.length > 0 && (await shared(assignments, course, assignmentsOf, signal)) === 0;
}

/** How many of the named assignments a course has; undefined if it cannot be asked. */
async function shared(
  assignments: readonly string[],
  course: Ref,
  assignmentsOf: AssignmentsOf,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const own = new Set((await assignmentsOf(course, signal)).map(({ name }) => plainName(name)));
    return assignments.filter((name) => own.has(plainName(name))).length;
  } catch (error) {
    if (failureOf(error).kind === 'cancelled') throw error;
    return undefined;
  }
}
