import { PYTHON_SPACE } from '../text/pythonSpace.ts';
import { pythonInt } from '../roster/pythonInt.ts';
import { hashPassword } from '../store/passwords.ts';
import type { User } from '../store/rows.ts';
import type { School } from '../store/school.ts';
import { textError, textOf, type Fields, type TextRule } from '../wire/fields.ts';
import { refuseField, refuseFields, type FieldError } from '../wire/refusal.ts';

const FORBIDDEN = new RegExp(`[${PYTHON_SPACE}\`~!@#$%^&*()\\-+={}[\\]|\\\\/:;"'<>,.?]`, 'u');
const GENDERS = ['', 'MALE', 'FEMALE', 'NOT_SPECIFIED', 'DEFERRED'];

type Values = Pick<User, 'username' | 'fullName' | 'idNumber' | 'gender' | 'birthYear' | 'password'>;

/**
 * The values of a person in a request, checked as the API does (Kolibri protocol, section 2.3), stricter than a CSV. `required`:
 * name and password must be there, as for a new person.
 */
export async function userFields(
  school: School,
  fields: Fields,
  person: { readonly facility: string; readonly id: string | undefined },
  required: boolean,
): Promise<Partial<Values>> {
  const rules: readonly TextRule[] = [
    {
      field: 'username',
      required,
      most: 30,
      tooLong: 'Required. 30 characters or fewer. Letters and digits only',
    },
    { field: 'full_name', required: false, blank: true, most: 120 },
    { field: 'password', required, most: 128 },
    { field: 'id_number', required: false, blank: true, most: 64 },
  ];
  const errors = rules.map((rule) => textError(fields, rule)).filter((error) => error !== undefined);
  const username = textOf(fields, 'username');
  if (username !== undefined && errors.length === 0 && FORBIDDEN.test(username)) {
    const message = 'Enter a valid username. This value can contain only letters, numbers, and underscores.';
    errors.push({ code: 'INVALID', field: 'username', message });
  }
  errors.push(...demographicErrors(fields));
  if (errors.length > 0) refuseFields(errors);
  if (username !== undefined) demandFreeName(school, username, person);
  const password = textOf(fields, 'password');
  const fullName = textOf(fields, 'full_name');
  const idNumber = textOf(fields, 'id_number');
  const gender = textOf(fields, 'gender');
  const birthYear = textOf(fields, 'birth_year');
  return {
    ...(username !== undefined && { username }),
    ...(fullName !== undefined && { fullName }),
    ...(idNumber !== undefined && { idNumber }),
    ...(gender !== undefined && { gender }),
    ...(birthYear !== undefined && { birthYear }),
    ...(password !== undefined && {
      password: password === 'NOT_SPECIFIED' ? null : await hashPassword(password),
    }),
  };
}

/** Soft-deleted people do not hold their names here, other than for an import. */
function demandFreeName(
  school: School,
  username: string,
  person: { readonly facility: string; readonly id: string | undefined },
): void {
  const lower = username.toLowerCase();
  const taken = school
    .usersOf(person.facility, 'without deleted')
    .some((user) => user.id !== person.id && user.username.toLowerCase() === lower);
  if (taken) refuseField('USERNAME_ALREADY_EXISTS', 'An account with that username already exists.');
}

function demographicErrors(fields: Fields): readonly FieldError[] {
  const errors: FieldError[] = [];
  const gender = textOf(fields, 'gender');
  if (gender !== undefined && !GENDERS.includes(gender))
    errors.push({ code: 'INVALID_CHOICE', field: 'gender', message: `"${gender}" is not a valid choice.` });
  const year = textOf(fields, 'birth_year') ?? '';
  if (year === '' || year === 'NOT_SPECIFIED' || year === 'DEFERRED') return errors;
  const value = pythonInt(year);
  const wrong = (message: string): void => {
    errors.push({ code: 'INVALID', field: 'birth_year', message });
  };
  if (value === undefined) wrong(`${year} is not a valid value for birth_year`);
  else if (value < 1900) wrong(`Birth year ${year} is invalid, as it is prior to the year 1900`);
  else if (value > 3000) wrong(`Birth year ${year} is invalid, as it is after the year 3000`);
  return errors;
}
