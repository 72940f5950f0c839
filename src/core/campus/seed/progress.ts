import type { Answer, Assignment, Course, Person, Progress } from './model.ts';
import { between, pick, randomOf } from './random.ts';

/**
 * How far one student has come with one assignment. Early assignments are mostly done, late ones mostly untouched; the first
 * student of a course has started everything, the last one nothing.
 */
export function progressOf(seed: number, course: Course, assignment: Assignment, student: Person): Progress {
  const random = randomOf(`${seed}/progress/${course.id}/${assignment.id}/${student.id}`);
  const eagerness = randomOf(`${seed}/eagerness/${student.id}`)();
  const count = course.modules.reduce((sum, module) => sum + module.assignments.length, 0);
  const reached = course.archived ? 0.1 : assignment.index / count;
  const status = statusOf(course, student, 0.35 + eagerness - reached * 0.9 + (random() - 0.5) * 0.4);
  const extended = between(random, 0, 9) === 0;
  const extensions = { extendedDeadline: extended ? 1440 : 0, extendedTimeLimit: extended ? 30 : 0 };
  if (status === 'NOT_STARTED') return { status, secondsSpent: 0, ...extensions };

  const hour = 3_600_000;
  const started = new Date(assignment.due.getTime() - between(random, 24, 120) * hour);
  const secondsSpent = between(random, 240, 14_400);
  if (status === 'STARTED') return { status, secondsSpent, started, ...extensions };
  const answers = answersOf(seed, assignment, student, status);
  return {
    status,
    secondsSpent,
    grade: gradeOf(answers),
    ...(between(random, 0, 7) === 0 && { extraCredit: 5 }),
    started,
    completed: new Date(started.getTime() + secondsSpent * 1000 + between(random, 0, 40) * hour),
    ...extensions,
  };
}

/** What a student answered. Who has completed an assignment has tried everything in it. */
export function answersOf(
  seed: number,
  assignment: Assignment,
  student: Person,
  status: Progress['status'],
): readonly Answer[] {
  const random = randomOf(`${seed}/answers/${assignment.id}/${student.id}`);
  return assignment.assessments.map((assessment) => {
    const tries = between(random, 1, 4);
    const right = random() < 0.6;
    const wrong = pick(random, assessment.answers);
    const skipped = status === 'NOT_STARTED' || (status === 'STARTED' && random() < 0.5);
    if (skipped) return { assessment, attempts: 0, text: '', correct: false, points: 0 };
    const text = right ? assessment.answers[0] : wrong;
    const correct = text === assessment.answers[0];
    return { assessment, attempts: tries, text, correct, points: correct ? assessment.points : 0 };
  });
}

/** A percentage of the points that there are, 0 to 100. */
export function gradeOf(answers: readonly Answer[]): number {
  const possible = answers.reduce((sum, { assessment }) => sum + assessment.points, 0);
  const earned = answers.reduce((sum, { points }) => sum + points, 0);
  return possible === 0 ? 0 : Math.round((100 * earned) / possible);
}

function statusOf(course: Course, student: Person, reach: number): Progress['status'] {
  if (student === course.students[0] || student === course.testStudents[0]) {
    return reach > 0.4 ? 'COMPLETED' : 'STARTED';
  }
  if (student === course.students.at(-1) || course.testStudents.includes(student)) return 'NOT_STARTED';
  if (reach > 0.45) return 'COMPLETED';
  return reach > 0.15 ? 'STARTED' : 'NOT_STARTED';
}
