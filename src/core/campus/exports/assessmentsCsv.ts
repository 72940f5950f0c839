import type { Readable } from 'node:stream';
import type { Assignment, Course } from '../seed/model.ts';
import { answersOf, progressOf } from '../seed/progress.ts';
import { csvStream } from './csvStream.ts';
import { STUDENT_COLUMNS, studentCells, timeCell } from './csvCells.ts';

/** The assessment data of one assignment, a row for every student and every test student (section 8.5, #3). */
export function assessmentsCsv(seed: number, course: Course, assignment: Assignment): Promise<Readable> {
  const header = [
    ...STUDENT_COLUMNS,
    'Assignment_Name',
    'Total_Points_Earned',
    'Total_Points_Possible',
    'Time_Spent',
    ...assignment.assessments.flatMap(({ name }) => [
      `${name}_Attempts`,
      `${name}_Answer`,
      `${name}_Earned_Points`,
      `${name}_Total_Points_Possible`,
    ]),
  ];
  const possible = assignment.assessments.reduce((sum, { points }) => sum + points, 0);
  return csvStream(
    header,
    [...course.students, ...course.testStudents].map((student) => {
      const progress = progressOf(seed, course, assignment, student);
      const answers = answersOf(seed, assignment, student, progress.status);
      return [
        ...studentCells(student),
        assignment.name,
        answers.reduce((sum, { points }) => sum + points, 0),
        possible,
        timeCell(progress.secondsSpent),
        ...answers.flatMap(({ assessment, attempts, text, points }) => [
          attempts,
          text,
          points,
          assessment.points,
        ]),
      ];
    }),
  );
}
