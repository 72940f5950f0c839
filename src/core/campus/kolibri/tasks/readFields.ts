import { LOCALES } from '../../../kolibriWords/words.ts';
import { textError, textOf, type Fields } from '../wire/fields.ts';
import { idOf } from '../wire/idOf.ts';
import { errorPage } from '../wire/pages.ts';
import { refuseWith, type FieldError } from '../wire/refusal.ts';
import type { KolibriCall } from '../wire/route.ts';

/** What is wrong with the facility of a task; undefined if nothing, also if there is none. */
export function facilityError(
  { context }: KolibriCall,
  fields: Fields,
  required = false,
): FieldError | undefined {
  const field = 'facility';
  const given = fields[field];
  if (given === undefined || given === null || given === '')
    return required ? { code: 'REQUIRED', field, message: 'This field is required.' } : undefined;
  const id = typeof given === 'string' ? idOf(given) : undefined;
  if (id === undefined)
    return { code: 'INCORRECT_TYPE', field, message: 'Incorrect type. Expected pk value, received str.' };
  if (context.school.facilities.has(id)) return undefined;
  return { code: 'DOES_NOT_EXIST', field, message: `Invalid pk "${id}" - object does not exist.` };
}

/** The facility of a task, by default the caller's; a visitor has none, which the server does not survive. */
export function facilityField({ caller }: KolibriCall, fields: Fields): string {
  const given = idOf(textOf(fields, 'facility') ?? '');
  return given ?? caller?.facility ?? refuseWith(errorPage(500));
}

/** What is wrong with the language of a users file: it must be there, and spelled exactly. */
export function localeError(fields: Fields): FieldError | undefined {
  const error = textError(fields, { field: 'locale', blank: true });
  if (error) return error;
  const locale = textOf(fields, 'locale') ?? '';
  if (LOCALES.has(locale)) return undefined;
  return { code: 'INVALID_CHOICE', field: 'locale', message: `"${locale}" is not a valid choice.` };
}
