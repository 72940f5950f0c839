import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** Reads a JSON file of a known shape. */
export function readJson<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
): v.InferOutput<Schema> {
  return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
}
