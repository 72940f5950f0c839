import { isoSeconds } from '../exports/csvCells.ts';
import type { Course, Person, Progress } from '../seed/model.ts';
import { fullName } from '../seed/people.ts';
import type { Switches } from './switches.ts';

/** A course as the wire carries it; hidden assignments only if asked for (Codio protocol, section 4.1). */
export function wireCourse(course: Course, withHidden: boolean): Record<string, unknown> {
  return {
    id: course.id,
    name: course.name,
    description: course.description,
    modules: course.modules.map(({ id, name, assignments }) => ({
      id,
      name,
      assignments: assignments
        .filter(({ hidden }) => withHidden || !hidden)
        .map((assignment) => ({ id: assignment.id, name: assignment.name })),
    })),
    tags: course.tags,
    timezone: course.timezone,
    start: isoSeconds(course.start),
    end: isoSeconds(course.end),
    creationDate: isoSeconds(course.created),
    archived: course.archived !== undefined,
    ...(course.archived && { archivedDate: isoSeconds(course.archived) }),
  };
}

export function wireUser(person: Person): Record<string, unknown> {
  const { id, login, email } = person;
  return { id, name: fullName(person), login, ...(email !== undefined && { email }) };
}

/** An absent value: left out, null or an empty string, as the switch says. */
export function wireAbsent(name: string, switches: Switches): Record<string, unknown> {
  switch (switches.emptyValues) {
    case 'omit':
      return {};
    case 'null':
      return { [name]: null };
    case 'empty':
      return { [name]: '' };
  }
}

/** An ISO string as the description has it, or the object that the official client reads (section 4.2, traps). */
export function wireDate(date: Date, form: Switches['completionDate']): unknown {
  return form === 'iso' ? isoSeconds(date) : { seconds: Math.floor(date.getTime() / 1000), nanos: 0 };
}

/** The fields that both progress routes have under the same names. */
export function wireProgress(progress: Progress, switches: Switches): Record<string, unknown> {
  const { secondsSpent, grade, status, completed } = progress;
  return {
    seconds_spent: secondsSpent,
    ...(grade === undefined ? {} : { grade }),
    status,
    ...(completed
      ? { completion_date: wireDate(completed, switches.completionDate) }
      : wireAbsent('completion_date', switches)),
  };
}
