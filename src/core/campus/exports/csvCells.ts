import { createHash } from 'node:crypto';
import type { Person } from '../seed/model.ts';
import { fullName } from '../seed/people.ts';
import type { CsvCell } from './csvStream.ts';

/** The columns with which every CSV of students begins (Codio protocol, section 8.5). */
export const STUDENT_COLUMNS = [
  'Student_Name',
  'First_Name',
  'Last_Name',
  'Username',
  'Hashed_ID',
  'Email Address',
] as const;

export function studentCells(student: Person): readonly CsvCell[] {
  return [
    fullName(student),
    student.firstName,
    student.lastName,
    student.login,
    createHash('sha256').update(student.id).digest('hex').slice(0, 40),
    student.email ?? '',
  ];
}

/** `hh:mm:ss`; how the platform writes times is not known. */
export function timeCell(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** ISO 8601 in whole seconds, UTC; empty for no date. */
export function dateCell(date: Date | undefined): string {
  return date === undefined ? '' : isoSeconds(date);
}

/** `2026-09-14T10:33:12Z`, as in the platform's JSON. */
export function isoSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

export function flagCell(value: boolean): string {
  return value ? 'True' : 'False';
}
