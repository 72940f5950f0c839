import * as v from 'valibot';
import type { Failure } from '../platform/failure.ts';
import type { HttpReply } from '../platform/http.ts';
import { retryAfterMs } from '../platform/retryAfter.ts';

/** An id in one of these fields that the server does not know means that the place has been deleted. */
const PLACE_FIELDS: ReadonlySet<string> = new Set(['facility', 'parent', 'member_of', 'collection']);
const UNKNOWN_ID: ReadonlySet<string> = new Set(['DOES_NOT_EXIST', 'INVALID_CHOICE']);

const ErrorEntry = v.object({
  id: v.string(),
  metadata: v.optional(v.object({ field: v.optional(v.string()), message: v.optional(v.string()) }), {}),
});
type ErrorEntry = v.InferOutput<typeof ErrorEntry>;

/** Reads an answer that is no success (Kolibri protocol, sections 0.1 and 1.3). A web page is never quoted in `detail`. */
export function replyFailure(reply: HttpReply): Failure {
  const { status } = reply;
  if (status === 401) return { kind: 'signedOut' };
  if (status === 403) return { kind: 'forbidden', needs: 'facilityAdmin' };
  if (status === 404 && isWebPage(reply)) return { kind: 'gone', missing: 'kolibri' };
  if (status === 404 || status === 410) return { kind: 'gone', missing: 'place' };
  const waitMs = retryAfterMs(reply.headers, Date.now());
  if (waitMs !== undefined && (status === 503 || status === 429)) return { kind: 'rateLimited', waitMs };
  if (status < 400 || status >= 500) return { kind: 'serverFault', status, detail: '' };

  const body = json(reply.text);
  const entries = errorEntries(body);
  const unknownPlace = entries.some(
    ({ id, metadata }) => UNKNOWN_ID.has(id) && PLACE_FIELDS.has(metadata.field ?? ''),
  );
  if (unknownPlace) return { kind: 'gone', missing: 'place' };
  const texts = entries.length > 0 ? entries.map(entryText) : strings(body);
  return { kind: 'badInput', detail: texts.join(' ') };
}

/** Kolibri's API answers in JSON, whatever it answers: a page comes from a path that it does not have, or from another server. */
export function isWebPage({ text }: HttpReply): boolean {
  return /^\s*</.test(text);
}

/** The error codes of an answer (`INVALID_CREDENTIALS`, `REQUIRED` …); empty for answers of another form. */
export function errorCodes(reply: HttpReply): readonly string[] {
  return errorEntries(json(reply.text)).map(({ id }) => id);
}

function entryText({ id, metadata }: ErrorEntry): string {
  if (metadata.message === undefined) return id;
  return metadata.field === undefined || metadata.field === 'non_field_errors'
    ? metadata.message
    : `${metadata.field}: ${metadata.message}`;
}

function errorEntries(body: unknown): readonly ErrorEntry[] {
  const entries = v.safeParse(v.array(ErrorEntry), body);
  return entries.success ? entries.output : [];
}

/** The bare strings of `["…"]`, `"…"`, `{"detail": "…"}` and `{"enqueue_args": {"x": ["…"]}}`. */
function strings(body: unknown): readonly string[] {
  if (typeof body === 'string') return [body];
  if (Array.isArray(body)) return body.flatMap(strings);
  return typeof body === 'object' && body !== null ? Object.values(body).flatMap(strings) : [];
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A web page or nothing at all: there is no error text to show.
    return undefined;
  }
}
