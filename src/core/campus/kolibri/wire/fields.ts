import { codePoints } from '../text/codePoints.ts';
import type { KolibriBody } from './readRequest.ts';
import { refuseField, refuseFields, type FieldError } from './refusal.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The body as an object; a list or a plain value is refused, as by a serializer. */
export function objectOf(body: KolibriBody): Fields {
  if (body.as === 'form') return body.form;
  const { value } = body;
  if (isFields(value)) return value;
  const got = Array.isArray(value) ? 'list' : typeof value === 'string' ? 'str' : 'int';
  return refuseField('INVALID', `Invalid data. Expected a dictionary, but got ${got}.`);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export type TextRule = {
  readonly field: string;
  /** False: the field may be absent. */
  readonly required?: boolean;
  readonly blank?: boolean;
  /** In code points, with the sentence for a longer text. */
  readonly most?: number;
  readonly tooLong?: string;
};

/** What is wrong with a text field, in the words of the server; undefined if nothing. Numbers pass as texts. */
export function textError(fields: Fields, rule: TextRule): FieldError | undefined {
  const { field, required = true, blank = false, most, tooLong } = rule;
  const value = fields[field];
  if (value === undefined)
    return required ? { code: 'REQUIRED', field, message: 'This field is required.' } : undefined;
  if (value === null) return { code: 'NULL', field, message: 'This field may not be null.' };
  if (typeof value !== 'string' && typeof value !== 'number')
    return { code: 'INVALID', field, message: 'Not a valid string.' };
  const text = String(value);
  if (text.trim() === '' && !blank) return { code: 'BLANK', field, message: 'This field may not be blank.' };
  if (most !== undefined && codePoints(text) > most) {
    const message = tooLong ?? `Ensure this field has no more than ${most} characters.`;
    return { code: 'MAX_LENGTH', field, message };
  }
  return undefined;
}

/** Refuses with everything that the rules find. */
export function demandTexts(fields: Fields, rules: readonly TextRule[]): void {
  const errors = rules.map((rule) => textError(fields, rule)).filter((error) => error !== undefined);
  if (errors.length > 0) refuseFields(errors);
}

/** A text field as it came; undefined if it is absent or no text. */
export function textOf(fields: Fields, field: string): string | undefined {
  const value = fields[field];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** The ids in a list field; anything else in it is left out. */
export function idsOf(fields: Fields, field: string): readonly string[] | undefined {
  const value = fields[field];
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : undefined;
}
