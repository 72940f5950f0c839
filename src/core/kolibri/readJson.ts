import * as v from 'valibot';
import { fail } from '../platform/failure.ts';
import type { HttpReply } from '../platform/http.ts';
import { isWebPage, replyFailure } from './replyFailure.ts';

/**
 * The body of a successful answer, held against `schema`. Fails with what the server said, as gone/kolibri for a web page, or as
 * unexpectedAnswer for another shape.
 */
export function readJson<T extends v.GenericSchema>(reply: HttpReply, schema: T): v.InferOutput<T> {
  if (reply.status < 200 || reply.status >= 300) fail(replyFailure(reply));
  if (isWebPage(reply)) fail({ kind: 'gone', missing: 'kolibri' });
  let body: unknown;
  try {
    body = JSON.parse(reply.text);
  } catch (error) {
    fail({ kind: 'unexpectedAnswer', status: reply.status, at: '' }, error);
  }
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  fail({ kind: 'unexpectedAnswer', status: reply.status, at: v.getDotPath(parsed.issues[0]) ?? '' });
}
