import type { Readable } from 'node:stream';
import type { Course, Person } from '../seed/model.ts';
import { assignmentsOf } from '../seed/organisation.ts';
import { progressOf } from '../seed/progress.ts';
import { between, randomOf } from '../seed/random.ts';
import { dateCell } from './csvCells.ts';
import { csvStream, type CsvCell } from './csvStream.ts';

const COLUMNS = [
  'Username',
  'Email',
  'First name',
  'Last name',
  'Date/time',
  'Access type',
  'Assignment name',
  'Role',
  'Project path',
  'IP address',
];

/** Who came when: a sample of what the platform's own pages export and its API does not (Codio protocol, section 8.5). */
export function accessCsv(seed: number, course: Course): Promise<Readable> {
  return csvStream(COLUMNS, accessRows(seed, course));
}

function* accessRows(seed: number, course: Course): Generator<readonly CsvCell[]> {
  for (const student of course.students) {
    const random = randomOf(`${seed}/access/${course.id}/${student.id}`);
    // An address block that is set aside for documentation (RFC 5737).
    const address = `203.0.113.${between(random, 1, 254)}`;
    for (const assignment of assignmentsOf(course)) {
      const { started, secondsSpent } = progressOf(seed, course, assignment, student);
      if (started === undefined) continue;
      const end = new Date(started.getTime() + secondsSpent * 1000);
      const path = `campus/${course.key}-${assignment.index + 1}`;
      yield row(student, started, 'Log In', '', '', address);
      yield row(student, started, 'Project Open', assignment.name, path, address);
      yield row(student, end, 'Project Close', assignment.name, path, address);
      yield row(student, end, 'Log Out', '', '', address);
    }
  }
}

function row(
  { login, email, firstName, lastName }: Person,
  at: Date,
  type: string,
  assignment: string,
  path: string,
  address: string,
): readonly CsvCell[] {
  return [login, email ?? '', firstName, lastName, dateCell(at), type, assignment, 'Student', path, address];
}
