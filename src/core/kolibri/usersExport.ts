import * as v from 'valibot';
import type { ExportPort, PollSchedule, RemoteFile, TaskRef } from '../platform/exportPort.ts';
import type { ExportRequest, ExportRequestOf } from '../platform/exportRequest.ts';
import { fail } from '../platform/failure.ts';
import type { HttpReply } from '../platform/http.ts';
import { openFile } from '../platform/openFile.ts';
import { hasEnded, Job } from './job.ts';
import { jobState } from './jobState.ts';
import { readJson } from './readJson.ts';
import { replyFailure } from './replyFailure.ts';
import type { Confirmed, KolibriSession } from './session.ts';
import type { Sleep } from '../platform/sleep.ts';

const TYPE = 'kolibri.core.auth.tasks.exportuserstocsv';
const SCHEDULE: PollSchedule = {
  delays: [300, 500, 1000, 1000, 2000, 5000],
  slowAfter: 60_000,
  slowDelay: 5000,
  limit: 30 * 60_000,
};
/** A job that nobody wants any more is given this much time to end before it is left behind. */
const RELEASE_DELAYS_MS: readonly number[] = [500, 1000, 2000];
/** How far apart the two clocks may seem, beside their known difference. */
const CLOCK_TOLERANCE_MS = 2000;

type UsersRequest = ExportRequestOf<'users'>;

/**
 * The users of a facility as CSV (Kolibri protocol, section 5). The server keeps one such file per facility and every export writes
 * it anew: the file is the facility's users at the time of the job or later, whoever asked for it last.
 */
export function createUsersExport(baseUrl: string, session: KolibriSession, sleep: Sleep): ExportPort {
  const tasksUrl = `${baseUrl}/api/tasks/tasks/`;
  const taskUrl = ({ id }: TaskRef): string => `${tasksUrl}${encodeURIComponent(id)}/`;
  const fileOf = ({ facility }: UsersRequest): RemoteFile => ({
    url: `${baseUrl}/facility/api/downloadcsvfile/user/${encodeURIComponent(facility.id)}/`,
  });

  const readJob = async (task: TaskRef, signal: AbortSignal): Promise<Job> =>
    readJson(await found(session.send({ method: 'GET', url: taskUrl(task) }, signal)), Job);

  /** True when the server has let the job go, or never will. */
  const tryRelease = async (task: TaskRef, me: Confirmed, signal: AbortSignal): Promise<boolean> => {
    const job = await readJob(task, signal);
    if (job.type !== TYPE || job.extra_metadata.started_by !== me.id) return true;
    if (hasEnded(job)) {
      await session.send({ method: 'POST', url: `${taskUrl(task)}clear/`, body: '{}' }, signal);
      return true;
    }
    if (job.status !== 'QUEUED') return false;
    const reply = await session.send({ method: 'DELETE', url: taskUrl(task) }, signal);
    return reply.status < 300;
  };

  return {
    kinds: ['users'],

    schedule: () => SCHEDULE,

    async begin(request, signal) {
      const { facility, locale } = usersRequest(request);
      const body = JSON.stringify({ type: TYPE, facility: facility.id, locale });
      const reply = await session.send({ method: 'POST', url: tasksUrl, body }, signal);
      return { step: 'task', task: { id: readJson(reply, Job).id } };
    },

    async findBegun(request, askedAt, signal) {
      const wanted = usersRequest(request);
      const me = await session.administrator(signal);
      const jobs = readJson(await session.send({ method: 'GET', url: tasksUrl }, signal), v.array(Job));
      const notBefore =
        me.clockAheadMs === undefined ? undefined : askedAt.getTime() + me.clockAheadMs - CLOCK_TOLERANCE_MS;
      const ours = jobs
        .filter((job) => job.type === TYPE && job.extra_metadata.started_by === me.id)
        .filter((job) => job.facility_id === wanted.facility.id && job.kwargs.locale === wanted.locale)
        .filter((job) => job.status !== 'FAILED' && job.status !== 'CANCELED')
        .map((job) => ({ job, at: Date.parse(job.scheduled_datetime ?? '') }))
        .filter(({ job, at }) =>
          // Without a date a finished job may be last week's; one that still runs is as good as a new one.
          notBefore === undefined || Number.isNaN(at) ? !hasEnded(job) : at >= notBefore,
        )
        .sort((a, b) => a.at - b.at);
      const first = ours[0];
      return first && { id: first.job.id };
    },

    async check(request, task, signal) {
      const wanted = usersRequest(request);
      return jobState(await readJob(task, signal), fileOf(wanted));
    },

    // The server has no ranges: a download that broke off starts again at its first byte.
    open: (file, _resume, signal) => openFile(session, file, undefined, signal, { Accept: 'text/csv, */*' }),

    async release(_request, task, signal) {
      try {
        const me = await session.administrator(signal);
        for (const delay of RELEASE_DELAYS_MS) {
          if (await tryRelease(task, me, signal)) return;
          await sleep(delay, signal);
        }
        await tryRelease(task, me, signal);
      } catch {
        // A job that stays in the server's list hurts nobody.
        return;
      }
    },
  };
}

function usersRequest(request: ExportRequest): UsersRequest {
  return request.kind === 'users' ? request : fail({ kind: 'badInput', detail: request.kind });
}

async function found(answer: Promise<HttpReply>): Promise<HttpReply> {
  const reply = await answer;
  if (reply.status === 404) fail({ kind: 'gone', missing: 'task' });
  if (reply.status >= 400) fail(replyFailure(reply));
  return reply;
}
