import * as v from 'valibot';
import type { ExportPort, PollSchedule, RemoteFile, ServerExport, TaskRef } from '../platform/exportPort.ts';
import { isLogs } from '../platform/exportRequest.ts';
import { fail } from '../platform/failure.ts';
import { openFile } from '../platform/openFile.ts';
import type { Sleep } from '../platform/sleep.ts';
import { exportWork, kolibriRequest, makes, type KolibriRequest } from './exportWork.ts';
import { hasEnded, Job } from './job.ts';
import { jobState } from './jobState.ts';
import { coversDays } from './logRecord.ts';
import { readJson } from './readJson.ts';
import { readServerJob, releaseJob } from './serverJob.ts';
import type { KolibriSession } from './session.ts';

const USERS_SCHEDULE: PollSchedule = {
  delays: [300, 500, 1000, 1000, 2000, 5000],
  slowAfter: 60_000,
  slowDelay: 5000,
  limit: 30 * 60_000,
};
/** The server writes about 2,000 rows of logs a second: millions take the better part of an hour. */
const LOGS_SCHEDULE: PollSchedule = { ...USERS_SCHEDULE, limit: 4 * 60 * 60_000 };
/** How far apart the two clocks may seem, beside their known difference. */
const CLOCK_TOLERANCE_MS = 2000;

/**
 * The users of a facility, and its usage logs, as CSV (Kolibri protocol, sections 4 and 5). The server keeps one file of each kind for a
 * facility, and every export writes it anew, whoever asks. The users are those of the time of the job or later. Of logs the days are
 * checked before the download counts: those of another export fail as overtaken.
 */
export function createKolibriExports(baseUrl: string, session: KolibriSession, sleep: Sleep): ExportPort {
  const tasksUrl = `${baseUrl}/api/tasks/tasks/`;
  const fileOf = (request: KolibriRequest): RemoteFile => {
    const facility = encodeURIComponent(request.facility.id);
    return {
      url: `${baseUrl}/facility/api/downloadcsvfile/${exportWork(request).csvType}/${facility}/`,
      request,
    };
  };
  const listJobs = async (signal: AbortSignal): Promise<readonly Job[]> =>
    readJson(await session.send({ method: 'GET', url: tasksUrl }, signal), v.array(Job));
  const holds = async (request: KolibriRequest, signal: AbortSignal): Promise<boolean> =>
    !isLogs(request) || coversDays(session, baseUrl, request, signal);

  return {
    kinds: ['users', 'summaryLogs', 'sessionLogs'],

    schedule: (request) => (isLogs(request) ? LOGS_SCHEDULE : USERS_SCHEDULE),

    async begin(request, signal) {
      const { type, body } = exportWork(kolibriRequest(request));
      const text = JSON.stringify({ type, ...body });
      const reply = await session.send({ method: 'POST', url: tasksUrl, body: text }, signal);
      return { step: 'task', task: { id: readJson(reply, Job).id } };
    },

    async findBegun(request, askedAt, signal) {
      const wanted = kolibriRequest(request);
      const me = await session.administrator(signal);
      const notBefore =
        me.clockAheadMs === undefined ? undefined : askedAt.getTime() + me.clockAheadMs - CLOCK_TOLERANCE_MS;
      const ours = (await listJobs(signal))
        .filter((job) => makes(job, wanted) && job.extra_metadata.started_by === me.id)
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

    async onServer(request, signal) {
      const wanted = kolibriRequest(request);
      const found = (await listJobs(signal)).filter((job) => makes(job, wanted));
      const running = found.filter((job) => !hasEnded(job));
      const ready = found.filter((job) => jobState(job, fileOf(wanted)).step === 'ready');
      // The file of an older job is there no more once another one has written other days.
      const kept = ready.length > 0 && (await holds(wanted, signal)) ? ready : [];
      return [...kept.sort(byDate).slice(-1), ...running.sort(byDate)].map(serverExport);
    },

    async check(request, task, signal) {
      const wanted = kolibriRequest(request);
      const state = jobState(await readServerJob(session, tasksUrl, task, signal), fileOf(wanted));
      return state.step === 'ready' && !(await holds(wanted, signal))
        ? { step: 'overtaken', by: 'otherExport' }
        : state;
    },

    // The server has no ranges: a download that broke off starts again at its first byte.
    async open(file, _resume, signal) {
      const reply = await openFile(session, file, undefined, signal, { Accept: 'text/csv, */*' });
      try {
        // Asked with the file open: what another export writes from now on is another file.
        if (file.request && !(await holds(kolibriRequest(file.request), signal)))
          fail({ kind: 'overtaken', by: 'otherExport' });
      } catch (error) {
        reply.body.destroy();
        throw error;
      }
      return reply;
    },

    release: (request, task, signal) =>
      releaseJob(session, { tasksUrl, task, type: exportWork(kolibriRequest(request)).type, sleep }, signal),
  };
}

function byDate(a: Job, b: Job): number {
  return (a.scheduled_datetime ?? '').localeCompare(b.scheduled_datetime ?? '');
}

function serverExport(job: Job): ServerExport {
  const by = job.extra_metadata.started_by_username;
  return {
    task: { id: job.id } satisfies TaskRef,
    state: hasEnded(job) ? 'ready' : 'running',
    ...(job.scheduled_datetime !== null && { at: job.scheduled_datetime }),
    ...(typeof by === 'string' && by !== '' && { by }),
  };
}
