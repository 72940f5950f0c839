import * as v from 'valibot';

/** Reads JSON by a schema; undefined if it is not JSON or not of that shape. */
export function readJson<S extends v.GenericSchema>(text: string, schema: S): v.InferOutput<S> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // the caller reports the file
  }
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : undefined;
}
