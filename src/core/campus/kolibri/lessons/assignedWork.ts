import { mayCoach } from '../session/caller.ts';
import type { Exam, Lesson } from '../store/rows.ts';
import { idOf } from '../wire/idOf.ts';
import { refuseCode, refuseField } from '../wire/refusal.ts';
import type { KolibriCall } from '../wire/route.ts';

/** The class that a list is asked for; undefined for all. An unknown one is refused (Kolibri protocol, section 2.5). */
export function classInQuery({ context, query }: KolibriCall): string | undefined {
  const given = query.get('collection');
  if (given === null || given === '') return undefined;
  const id = idOf(given) ?? '';
  if (context.school.facilityOf(id) !== undefined) return id;
  return refuseField(
    'INVALID_CHOICE',
    'Select a valid choice. That choice is not one of the available choices.',
    'collection',
  );
}

/** The class of a new lesson or quiz; refuses an unknown one. */
export function demandClass({ context }: KolibriCall, given: string | undefined): string {
  const id = idOf(given ?? '') ?? '';
  if (given === undefined) refuseField('REQUIRED', 'This field is required.', 'collection');
  if (context.school.facilityOf(id) === undefined)
    refuseField('DOES_NOT_EXIST', `Invalid pk "${given}" - object does not exist.`, 'collection');
  return id;
}

/** Lessons and quizzes belong to the coaches of their class. */
export function demandCoach({ context, caller, view }: KolibriCall, classroom: string): void {
  if (!mayCoach(context.school, caller, classroom)) refuseCode(403, 'PERMISSION_DENIED', view);
}

/** The newest first, as the server lists lessons and quizzes. */
export function newestFirst<T extends Lesson | Exam>(rows: Iterable<T>): readonly T[] {
  return [...rows].sort((a, b) =>
    a.dateCreated < b.dateCreated ? 1 : a.dateCreated > b.dateCreated ? -1 : 0,
  );
}
