import type { Readable } from 'node:stream';
import type { Course, Person } from '../seed/model.ts';
import { assignmentsOf } from '../seed/organisation.ts';
import { progressOf } from '../seed/progress.ts';
import { csvStream } from './csvStream.ts';
import { dateCell, STUDENT_COLUMNS, studentCells, timeCell } from './csvCells.ts';

const COLUMNS = [
  'Module',
  'Assignment_Name',
  'Status',
  'Time_Spent',
  'Final Grade',
  'Extra Credit',
  'Completed Date/Time',
];

/** One student, a row for every assignment. Its columns are invented: the real ones are not known (section 8.5, #1). */
export function studentCsv(seed: number, course: Course, student: Person): Promise<Readable> {
  const modules = new Map(
    course.modules.flatMap(({ name, assignments }) => assignments.map(({ id }) => [id, name])),
  );
  return csvStream(
    [...STUDENT_COLUMNS, ...COLUMNS],
    assignmentsOf(course).map((assignment) => {
      const progress = progressOf(seed, course, assignment, student);
      return [
        ...studentCells(student),
        modules.get(assignment.id) ?? '',
        assignment.name,
        progress.status,
        timeCell(progress.secondsSpent),
        progress.grade ?? '',
        progress.extraCredit ?? '',
        dateCell(progress.completed),
      ];
    }),
  );
}
