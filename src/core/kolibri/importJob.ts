import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { fail } from '../platform/failure.ts';
import type { ServerImport } from '../platform/rosterPort.ts';
import type { Sleep } from '../platform/sleep.ts';
import type { ServerReport } from '../roster/predict/serverReport.ts';
import { errorCodes, replyFailure } from './replyFailure.ts';
import { readJson } from './readJson.ts';
import { releaseJob } from './serverJob.ts';
import type { KolibriSession } from './session.ts';

const TYPE = 'kolibri.core.auth.tasks.importusersfromcsv';
const POLL_MS: readonly number[] = [200, 300, 500, 1000];
/** The server hashes every password: 0.09 s a row on a quick machine, many times that on a small one. */
const LIMIT_MS = 4 * 60 * 60_000;
const ENDED: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELED']);

const Counts = v.object({ created: v.number(), updated: v.number() });
const Processed = v.object({
  overall_error: v.optional(v.array(v.string()), []),
  per_line_errors: v.array(
    v.object({
      row: v.union([v.number(), v.string()]),
      field: v.string(),
      value: v.nullable(v.string()),
      message: v.string(),
      username: v.exactOptional(v.string()),
    }),
  ),
  users: v.object({ ...Counts.entries, deleted: v.number() }),
  classes: v.object({ ...Counts.entries, cleared: v.number() }),
});
const Refused = v.object({ overall_error: v.pipe(v.array(v.string()), v.minLength(1)) });

/** A job of the server, as far as an import needs it (Kolibri protocol, sections 3 and 6.2). */
const ImportJob = v.object({
  id: v.string(),
  type: v.string(),
  status: v.string(),
  percentage: v.optional(v.nullable(v.number()), 0),
  exception: v.optional(v.nullable(v.string()), ''),
  facility_id: v.optional(v.nullable(v.string()), null),
  kwargs: v.fallback(v.object({ dryrun: v.optional(v.boolean(), false) }), { dryrun: false }),
  extra_metadata: v.optional(v.unknown()),
});
type ImportJob = v.InferOutput<typeof ImportJob>;

export type ImportWork = {
  readonly baseUrl: string;
  readonly session: KolibriSession;
  readonly sleep: Sleep;
};

/** Whether somebody's import of the facility is waiting or running: nothing on the server keeps two apart (section 6.7). */
export async function isImportUnderWay(
  { baseUrl, session }: ImportWork,
  facilityId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const reply = await session.send({ method: 'GET', url: tasksUrl(baseUrl) }, signal);
  return readJson(reply, v.array(ImportJob)).some(
    ({ type, facility_id, status, kwargs }) =>
      type === TYPE && facility_id === facilityId && !ENDED.has(status) && !kwargs.dryrun,
  );
}

/** Uploads a users file, waits for the end of its job and takes the job off the server's list. */
export async function runServerImport(
  work: ImportWork,
  order: ServerImport,
  signal: AbortSignal,
  onFraction?: (fraction: number) => void,
): Promise<ServerReport> {
  const { baseUrl, session, sleep } = work;
  const { contentType, body } = multipart(order);
  const url = tasksUrl(baseUrl);
  const reply = await session.send(
    { method: 'POST', url, body, headers: { 'Content-Type': contentType } },
    signal,
  );
  if (reply.status === 400 && errorCodes(reply).includes('EMPTY')) return { kind: 'notTaken' };
  if (reply.status >= 300) fail(replyFailure(reply));
  const { id } = readJson(reply, ImportJob);
  try {
    return reportOf(await ended(work, `${url}${encodeURIComponent(id)}/`, signal, onFraction));
  } finally {
    // Also one that nobody waits for any more: what still waits in the queue is deleted, what runs is left behind.
    await releaseJob(
      session,
      { tasksUrl: url, task: { id }, type: TYPE, sleep },
      new AbortController().signal,
    );
  }
}

async function ended(
  { session, sleep }: ImportWork,
  url: string,
  signal: AbortSignal,
  onFraction: ((fraction: number) => void) | undefined,
): Promise<ImportJob> {
  let waited = 0;
  for (let poll = 0; ; poll += 1) {
    const pause = POLL_MS[Math.min(poll, POLL_MS.length - 1)] ?? 1000;
    await sleep(pause, signal);
    waited += pause;
    const reply = await session.send({ method: 'GET', url }, signal);
    if (reply.status === 404) fail({ kind: 'gone', missing: 'task' });
    const job = readJson(reply, ImportJob);
    if (ENDED.has(job.status)) return job;
    onFraction?.(Math.min(1, Math.max(0, job.percentage ?? 0)));
    if (waited > LIMIT_MS) fail({ kind: 'timedOut', afterMs: LIMIT_MS });
  }
}

/** Section 6.2: a job that has ended well may be full of errors, and one that failed may have read nothing. */
function reportOf({ status, exception, extra_metadata }: ImportJob): ServerReport {
  const processed = v.safeParse(Processed, extra_metadata);
  if (status === 'COMPLETED' && processed.success) {
    const { per_line_errors: lines, users, classes } = processed.output;
    return { kind: 'processed', lines, counts: { users, classes } };
  }
  const refused = v.safeParse(Refused, extra_metadata);
  if (refused.success) return { kind: 'refused', overall: refused.output.overall_error };
  return { kind: 'crashed', exception: exception ?? '' };
}

function multipart({ facility, csv, remove, dry }: ServerImport): {
  readonly contentType: string;
  readonly body: string;
} {
  const boundary = `lectern-${randomBytes(24).toString('hex')}`;
  const part = (name: string, value: string, more = ''): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
  const body =
    part('type', TYPE) +
    part('dryrun', String(dry)) +
    part('delete', String(remove)) +
    // Messages are matched in English.
    part('locale', 'en') +
    part('facility', facility.id) +
    part('csvfile', csv, '; filename="users.csv"\r\nContent-Type: text/csv') +
    `--${boundary}--\r\n`;
  return { contentType: `multipart/form-data; boundary=${boundary}`, body };
}

function tasksUrl(baseUrl: string): string {
  return `${baseUrl}/api/tasks/tasks/`;
}
