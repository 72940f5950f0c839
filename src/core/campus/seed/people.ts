import type { Person } from './model.ts';
import { STUDENT_NAMES, TEACHER_NAMES, WITHOUT_EMAIL } from './peopleTable.ts';
import { seedId } from './seedId.ts';

export type People = {
  readonly students: readonly Person[];
  readonly teachers: readonly Person[];
  readonly testStudents: readonly Person[];
};

/** Everybody of the campus. Every fourth student has an id in UUID form: both forms exist (Codio protocol, section 3). */
export function peopleOf(seed: number): People {
  return {
    students: STUDENT_NAMES.map(([firstName, lastName, login], at) => {
      const hex = seedId(seed, 'student', login);
      return {
        id: at % 4 === 3 ? uuid(hex) : hex,
        firstName,
        lastName,
        login,
        ...(login !== WITHOUT_EMAIL && { email: `${login}@students.example.org` }),
      };
    }),
    teachers: TEACHER_NAMES.map(([firstName, lastName, login]) => ({
      id: seedId(seed, 'teacher', login),
      firstName,
      lastName,
      login,
      email: `${login}@example.org`,
    })),
    testStudents: ['One', 'Two', 'Three'].map((lastName, at) => ({
      id: `00112233-4455-6677-${seedId(seed, 'test', lastName).slice(0, 4)}-00000000000${at + 1}`,
      firstName: 'Test Student',
      lastName,
      login: `test-student-${at + 1}`,
      email: `test-student-${at + 1}@example.org`,
    })),
  };
}

/** The name as the platform shows it. */
export function fullName({ firstName, lastName }: Person): string {
  return `${firstName} ${lastName}`;
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
