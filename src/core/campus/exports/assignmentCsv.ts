import type { Readable } from 'node:stream';
import type { Assignment, Course, Person } from '../seed/model.ts';
import { answersOf, gradeOf, progressOf } from '../seed/progress.ts';
import { csvStream, type CsvCell } from './csvStream.ts';
import { dateCell, flagCell, STUDENT_COLUMNS, studentCells, timeCell } from './csvCells.ts';

const COLUMNS = [
  'Right Count',
  'Wrong Count',
  'Answered Assessments',
  'Points/Max_points',
  'Points',
  'Total Points',
  'Time_Spent',
  'Final Grade',
  'Comments',
  'Teacher Grade',
  'Assessments Grade',
  'Script Grade',
  'Grade Override',
  'Extra Credit',
  'Created Date',
  'Completed',
  'Completed Date/Time',
  'LTI ID',
  'Behavioral Insights',
];

/** One assignment, a row for every student and for the first test student (Codio protocol, section 8.5, #2). */
export function assignmentCsv(seed: number, course: Course, assignment: Assignment): Promise<Readable> {
  const header = [
    ...STUDENT_COLUMNS,
    ...COLUMNS,
    ...assignment.assessments.flatMap(({ name }) => [
      `${name}_Correct`,
      `${name}_Answer`,
      `${name}_Attempts`,
    ]),
  ];
  const people = [...course.students, ...course.testStudents.slice(0, 1)];
  return csvStream(
    header,
    people.map((student) => [...studentCells(student), ...row(seed, course, assignment, student)]),
  );
}

function row(seed: number, course: Course, assignment: Assignment, student: Person): readonly CsvCell[] {
  const progress = progressOf(seed, course, assignment, student);
  const answers = answersOf(seed, assignment, student, progress.status);
  const tried = answers.filter(({ attempts }) => attempts > 0);
  const right = tried.filter(({ correct }) => correct).length;
  const points = answers.reduce((sum, answer) => sum + answer.points, 0);
  const possible = assignment.assessments.reduce((sum, assessment) => sum + assessment.points, 0);
  const comments =
    progress.grade === undefined ? '' : 'Good work, overall.\nSee the "practice" page again; then resubmit.';
  return [
    right,
    tried.length - right,
    tried.length,
    `${points}/${possible}`,
    points,
    possible,
    timeCell(progress.secondsSpent),
    progress.grade ?? '',
    student.login.length % 3 === 0 ? comments : '',
    '',
    gradeOf(answers),
    '',
    '',
    progress.extraCredit ?? '',
    dateCell(progress.started),
    flagCell(progress.status === 'COMPLETED'),
    dateCell(progress.completed),
    `lti-${student.login}`,
    tried.length % 3,
    ...answers.flatMap((answer) => [flagCell(answer.correct), answer.text, answer.attempts]),
  ];
}
