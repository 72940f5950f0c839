import * as v from 'valibot';
import type { Failure, Missing } from '../platform/failure.ts';
import { wireText } from './wireFields.ts';

const LONGEST_DETAIL = 500;

const errorBody = v.object({
  message: wireText,
  error_description: wireText,
  error: v.optional(v.unknown()),
});
const nested = v.object({ message: wireText });

/**
 * What a refused request means (Codio protocol, section 3, "Documented failures"). `missing` is what a 404 says is not there. The
 * shape of error bodies is not documented: a JSON message is kept as detail, anything else (a proxy's web page) is not.
 */
export function replyFailure(status: number, text: string, missing: Missing): Failure {
  if (status === 401) return { kind: 'signedOut' };
  if (status === 403) return { kind: 'forbidden' };
  if (status === 404) return { kind: 'gone', missing };
  const detail = messageIn(text);
  if (status === 400 || status === 412 || status === 415 || status === 422)
    return { kind: 'badInput', detail };
  return { kind: 'serverFault', status, detail };
}

/** The message of a JSON error body; empty if there is none. */
function messageIn(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return '';
  }
  const body = v.safeParse(errorBody, value);
  if (!body.success) return '';
  const { message, error_description: description, error } = body.output;
  const inner = v.safeParse(nested, error);
  const found =
    message ??
    description ??
    (typeof error === 'string' ? error : inner.success ? inner.output.message : undefined);
  return found === undefined || found.trimStart().startsWith('<') ? '' : found.slice(0, LONGEST_DETAIL);
}
