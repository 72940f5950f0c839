import * as v from 'valibot';

/*
 * Schemas for the fields of Codio's answers. None of them is formally required, and an absent value may be left out, null or an
 * empty string (Codio protocol, sections 3 and 5.4): all of these read as undefined.
 */

/** A text, or undefined. */
export const wireText = v.pipe(
  v.optional(v.unknown()),
  v.transform((value) => (typeof value === 'string' && value !== '' ? value : undefined)),
);

/** An id, opaque to us; a number is taken as its digits. */
export const wireId = v.pipe(
  v.optional(v.unknown()),
  v.transform((value) => (typeof value === 'number' ? String(value) : value)),
  v.transform((value) => (typeof value === 'string' && value !== '' ? value : undefined)),
);

/** A number, also when it comes as text, or undefined. */
export const wireNumber = v.pipe(
  v.optional(v.unknown()),
  v.transform((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value)),
  v.transform((value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)),
);

/** A yes or no, also when it comes as text, or undefined. */
export const wireFlag = v.pipe(
  v.optional(v.unknown()),
  v.transform((value) => {
    if (typeof value === 'boolean') return value;
    return value === 'true' ? true : value === 'false' ? false : undefined;
  }),
);

/** The entries of a list that can be read; an absent list is empty. */
export function wireList<T>(entry: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T[]> {
  return v.pipe(
    v.nullish(v.array(v.unknown()), []),
    v.transform((entries) => readable(entry, entries)),
  );
}

/** The entries of an answer that is a list and can be read; anything but a list is refused. */
export function wireReplyList<T>(entry: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T[]> {
  return v.pipe(
    v.array(v.unknown()),
    v.transform((entries) => readable(entry, entries)),
  );
}

function readable<T>(entry: v.GenericSchema<unknown, T>, values: readonly unknown[]): T[] {
  return values.flatMap((value) => {
    const result = v.safeParse(entry, value);
    return result.success ? [result.output] : [];
  });
}
