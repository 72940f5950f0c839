import * as v from 'valibot';
import { fail } from '../platform/failure.ts';

/**
 * Reads the body of a successful answer. Fails as serverFault when it is not of the expected shape, without a word of the body: it may be
 * a web page, and it may name students.
 */
export function parseReply<T>(schema: v.GenericSchema<unknown, T>, text: string): T {
  const result = v.safeParse(schema, readJson(text));
  if (result.success) return result.output;
  fail({ kind: 'serverFault', status: 200, detail: 'The server did not answer in the expected form.' });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // No schema takes it.
  }
}
