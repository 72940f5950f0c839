import { assessmentsOf } from './assessments.ts';
import { COURSES, FOREIGN_COURSE, type AssignmentRow, type CourseRow } from './courseTable.ts';
import type { Assignment, Course, Module, Organisation, Person } from './model.ts';
import { peopleOf, type People } from './people.ts';
import { seedId } from './seedId.ts';

/** The campus is the same for everybody unless it is asked to be another. */
export const DEFAULT_SEED = 20_260_901;

/**
 * The whole seeded organisation: the same for the same seed, on every machine and at any time. `extraCourses` small courses follow the
 * others: an organisation can be large.
 */
export function organisationOf(seed: number, extraCourses = 0): Organisation {
  const people = peopleOf(seed);
  return {
    name: 'Sample Campus',
    seed,
    courses: [...COURSES, ...Array.from({ length: extraCourses }, (_, i) => extraCourse(i + 1))].map((row) =>
      courseOf(seed, row, people),
    ),
    people: [...people.students, ...people.teachers, ...people.testStudents],
    foreignCourse: { id: seedId(seed, 'foreign'), name: FOREIGN_COURSE },
  };
}

/** All assignments of a course, in order. */
export function assignmentsOf(course: Course): readonly Assignment[] {
  return course.modules.flatMap((module) => module.assignments);
}

function extraCourse(number: number): CourseRow {
  const name = `Seminar ${String(number).padStart(4, '0')}`;
  return {
    key: `extra-${number}`,
    name,
    description: 'One of many small courses.',
    language: 'python',
    layout: 'v3',
    tags: [],
    timezone: 'UTC',
    created: '2026-06-01T08:00:00Z',
    start: '2026-09-01T08:00:00Z',
    end: '2026-12-18T17:00:00Z',
    students: [number % 50, (number % 50) + 2],
    teachers: [0],
    modules: [
      [
        'Work',
        [
          ['First Exercise', 'loops'],
          ['Second Exercise', 'branches'],
        ],
      ],
    ],
  };
}

function courseOf(seed: number, row: CourseRow, people: People): Course {
  const start = new Date(row.start);
  const end = new Date(row.end);
  const students = people.students.slice(...row.students);
  return {
    id: seedId(seed, 'course', row.key),
    key: row.key,
    name: row.name,
    description: row.description,
    language: row.language,
    layout: row.layout,
    tags: row.tags,
    timezone: row.timezone,
    created: new Date(row.created),
    start,
    end,
    ...(row.archived !== undefined && { archived: new Date(row.archived) }),
    modules: modulesOf(seed, row, row.round === undefined ? start : new Date(row.round), end),
    students,
    testStudents: students.length === 0 ? [] : people.testStudents,
    teachers: row.teachers.flatMap((at): readonly Person[] => people.teachers.slice(at, at + 1)),
  };
}

function modulesOf(seed: number, row: CourseRow, start: Date, end: Date): readonly Module[] {
  const count = row.modules.reduce((sum, [, assignments]) => sum + assignments.length, 0);
  // A course that runs for years repeats every year.
  const year = 365 * 24 * 3_600_000;
  const span = Math.min(end.getTime() - start.getTime(), year);
  let index = 0;
  const assignmentOf = ([name, topic, flag]: AssignmentRow): Assignment => {
    const id = seedId(seed, 'assignment', row.key, name);
    const at = index;
    index += 1;
    return {
      id,
      name,
      topic,
      hidden: flag === 'hidden',
      published: flag !== 'draft',
      index: at,
      due: new Date(start.getTime() + Math.round((span * (at + 1)) / (count + 1) / 3_600_000) * 3_600_000),
      assessments: assessmentsOf(seed, id, topic),
    };
  };
  return row.modules.map(([name, assignments]) => ({
    id: seedId(seed, 'module', row.key, name),
    name,
    assignments: assignments.map(assignmentOf),
  }));
}
