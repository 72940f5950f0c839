import { codePoints } from '../values/codePoints.ts';
import { pythonInteger } from '../values/pythonInteger.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import type { FieldChange, UserField } from './importPlan.ts';

const LIMITS: Readonly<Record<UserField, number>> = {
  fullName: 120,
  identifier: 64,
  birthYear: 16,
  gender: 16,
};
const LAST_YEAR = 3000;

/** True for a user name that REST refuses and the server's import stores: over 30 characters, or with a NUL (Kolibri protocol, section 2.3). */
export function refusesName(username: string): boolean {
  return (username.length > 30 && codePoints(username) > 30) || username.includes('\0');
}

/** True for a value that REST refuses and the server's import stores (sections 2.3 and 6.5 E). */
export function refusesField({ field, to }: FieldChange): boolean {
  if (to.includes('\0')) return true;
  if (to.length > LIMITS[field] && codePoints(to) > LIMITS[field]) return true;
  return field === 'birthYear' && to !== '' && (pythonInteger(to) ?? 0) > LAST_YEAR;
}

/** True for a password that REST refuses, or takes for none at all, and the server's import stores as it is (section 2.3). */
export function refusesPassword(password: string): boolean {
  return password === 'NOT_SPECIFIED' || password.includes('\0') || trimLikePython(password) === '';
}
