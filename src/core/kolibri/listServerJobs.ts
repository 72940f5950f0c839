import * as v from 'valibot';
import { isDay } from '../platform/isDay.ts';
import type { Ref, ServerJobPlace, ServerWork } from '../platform/place.ts';
import type { Administrator } from './administrator.ts';
import { Job } from './job.ts';
import { failureReason, overallErrors } from './jobState.ts';
import { listFacilities } from './places.ts';
import { readJson } from './readJson.ts';
import { serverWork } from './serverWork.ts';
import type { KolibriSession } from './session.ts';
import { isWaitingForItsDay, syncState } from './syncState.ts';

/**
 * The exports, imports and syncs on a server's list of jobs, whoever has begun them, as far as this account may see them: what goes on
 * first, then the newest (Kolibri protocol, section 3). Without the server's housekeeping.
 *
 * @param now the server's clock, in milliseconds since 1970
 */
export async function listServerJobs(
  session: KolibriSession,
  baseUrl: string,
  me: Administrator,
  now: number,
  signal: AbortSignal,
): Promise<readonly ServerJobPlace[]> {
  const [reply, facilities] = await Promise.all([
    session.send({ method: 'GET', url: `${baseUrl}/api/tasks/tasks/` }, signal),
    listFacilities(session, baseUrl, me, signal),
  ]);
  return readJson(reply, v.array(Job))
    .flatMap((job) => {
      const work = serverWork(job.type);
      return work === undefined ? [] : [placeOf(job, work, me, facilities, now)];
    })
    .sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || (b.at ?? '').localeCompare(a.at ?? ''));
}

function isOver({ state }: ServerJobPlace): boolean {
  return state !== 'running' && state !== 'queued';
}

function placeOf(
  job: Job,
  work: ServerWork,
  me: Administrator,
  facilities: readonly Ref[],
  now: number,
): ServerJobPlace {
  const { id, extra_metadata: extra, scheduled_datetime: at } = job;
  const facility = facilities.find((one) => one.id === job.facility_id);
  const about = facility?.name ?? textOf(extra.facility_name) ?? textOf(extra.channel_name);
  const by = textOf(extra.started_by_username);
  const request = facility && requestOf(job, work, facility);
  return {
    kind: 'serverJob',
    id,
    work,
    ...(about !== undefined && { about }),
    ...stateOf(job, work, now),
    ...(at !== null && { at }),
    ...(by !== undefined && { by }),
    own: extra.started_by === me.id,
    ...(request && { request }),
  };
}

function stateOf(
  job: Job,
  work: ServerWork,
  now: number,
): Pick<ServerJobPlace, 'state' | 'fraction' | 'progress' | 'failure'> {
  const isSync = work === 'portalSync' || work === 'peerSync' || work === 'facilityImport';
  const sync = isSync ? syncState(job, now) : undefined;
  const failure = (): Pick<ServerJobPlace, 'failure'> => ({
    failure: sync?.step === 'failed' ? sync.failure : { kind: 'serverFault', detail: failureReason(job) },
  });
  switch (job.status) {
    case 'COMPLETED':
      return overallErrors(job).length > 0 ? { state: 'failed', ...failure() } : { state: 'done' };
    case 'FAILED':
      return { state: 'failed', ...failure() };
    case 'CANCELED':
      return { state: 'cancelled' };
    case 'QUEUED':
    case 'SCHEDULED':
    case 'PENDING':
      if (isWaitingForItsDay(job, now))
        return { state: 'scheduled', ...((job.exception ?? '') !== '' && failure()) };
      return { state: 'queued' };
    default: {
      const fraction = Math.min(1, Math.max(0, job.percentage ?? 0));
      return {
        state: 'running',
        ...(fraction > 0 && { fraction }),
        ...(sync?.step === 'running' && { progress: sync.progress }),
      };
    }
  }
}

/** The days of logs are those of the server's own record: the first ten characters, whatever else their text says. */
function requestOf(
  { kwargs: { locale, start_date, end_date } }: Job,
  work: ServerWork,
  { id, name }: Ref,
): ServerJobPlace['request'] {
  if (locale === undefined) return undefined;
  const common = { facility: { id, name }, locale };
  if (work === 'users') return { kind: work, ...common };
  if (work !== 'summaryLogs' && work !== 'sessionLogs') return undefined;
  const [start = '', end = ''] = [start_date?.slice(0, 10), end_date?.slice(0, 10)];
  return isDay(start) && isDay(end)
    ? { kind: work, ...common, range: { preset: 'own', start, end } }
    : undefined;
}

function textOf(value: string | null | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
