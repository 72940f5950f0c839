import * as v from 'valibot';
import type { DataPortal } from '../platform/dataPortal.ts';
import type { TaskRef } from '../platform/exportPort.ts';
import { fail, failureOf } from '../platform/failure.ts';
import type { HttpReply } from '../platform/http.ts';
import type { Ref } from '../platform/place.ts';
import type { Sleep } from '../platform/sleep.ts';
import { hasEnded, Job } from './job.ts';
import { readJson } from './readJson.ts';
import { errorCodes, replyFailure } from './replyFailure.ts';
import { readServerJob, releaseJob } from './serverJob.ts';
import type { KolibriSession } from './session.ts';
import { isWaitingForItsDay, syncState } from './syncState.ts';

const SYNC_TYPE = 'kolibri.core.auth.tasks.dataportalsync';
/** The server waits for the portal itself. */
const PATIENCE_MS = 60_000;

const Project = v.object({ name: v.string() });

/** The data portal as a Kolibri server reaches it (Kolibri protocol, section 7); `now` in milliseconds since 1970. */
export function createKolibriPortal(
  baseUrl: string,
  session: KolibriSession,
  sleep: Sleep,
  now: () => number,
): DataPortal {
  const tasksUrl = `${baseUrl}/api/tasks/tasks/`;
  const portalUrl = `${baseUrl}/api/auth/portal`;
  const serverNow = async (signal: AbortSignal): Promise<number> =>
    now() + ((await session.confirmed(signal)).clockAheadMs ?? 0);

  const validate = async (token: string, signal: AbortSignal): Promise<HttpReply> => {
    const query = `token=${encodeURIComponent(bare(token))}`;
    const url = `${portalUrl}/validate_token/?${query}`;
    return session.send({ method: 'GET', url, timeoutMs: PATIENCE_MS }, signal);
  };

  /** Since 0.19 the server puts down a sync for every day, the first one for now. */
  const dailySync = async ({ id }: Ref, signal: AbortSignal): Promise<TaskRef | undefined> => {
    const task: TaskRef = { id: dailyId(id) };
    try {
      await readServerJob(session, tasksUrl, task, signal);
      return task;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'cancelled') throw error;
      // The facility is registered, whatever there is to be said of its syncs.
      return undefined;
    }
  };

  return {
    async project(token, signal) {
      const reply = await validate(token, signal);
      if (reply.status !== 200) failAs(reply);
      return readJson(reply, Project).name;
    },

    async register(facility, token, signal) {
      const body = JSON.stringify({ facility_id: facility.id, token: bare(token) });
      const reply = await session.send({ method: 'POST', url: `${portalUrl}/register/`, body }, signal);
      if (reply.status < 300) return dailySync(facility, signal);
      // A portal that cannot be reached is a plain fault here, and a clear answer there.
      if (reply.status === 500 && isOffline(await validate(token, signal)))
        fail({ kind: 'portal', problem: 'offline' });
      return failAs(reply);
    },

    async sync(facility, signal) {
      const body = JSON.stringify({ type: SYNC_TYPE, facility: facility.id, facility_name: facility.name });
      const reply = await session.send({ method: 'POST', url: tasksUrl, body }, signal);
      return { id: readJson(reply, Job).id };
    },

    async standing(signal) {
      const time = await serverNow(signal);
      const all = readJson(await session.send({ method: 'GET', url: tasksUrl }, signal), v.array(Job));
      const jobs = all.filter(({ type }) => type === SYNC_TYPE);
      return {
        running: jobs
          .filter((job) => !hasEnded(job) && !isWaitingForItsDay(job, time))
          .flatMap(({ id, facility_id }) =>
            facility_id === null ? [] : [{ facilityId: facility_id, task: { id } }],
          ),
        registered: jobs.flatMap(({ id, facility_id }) =>
          facility_id !== null && id === dailyId(facility_id) ? [facility_id] : [],
        ),
      };
    },

    serverNow,

    async check(task, signal) {
      const time = await serverNow(signal);
      return syncState(await readServerJob(session, tasksUrl, task, signal), time);
    },

    async release(task, signal) {
      await releaseJob(session, { tasksUrl, task, type: SYNC_TYPE, sleep }, signal);
    },
  };
}

/** The job that the server puts down at the registration of a facility, since 0.19. */
function dailyId(facilityId: string): string {
  return `kdp_sync_${facilityId}`;
}

/** Tokens are written with dashes and spaces, and known without. */
function bare(token: string): string {
  return token.replace(/[\s-]/g, '');
}

function isOffline({ status }: HttpReply): boolean {
  return status === 503;
}

function failAs(reply: HttpReply): never {
  if (isOffline(reply)) fail({ kind: 'portal', problem: 'offline' });
  if (errorCodes(reply).includes('INVALID_KDP_REGISTRATION_TOKEN'))
    fail({ kind: 'portal', problem: 'badToken' });
  fail(replyFailure(reply));
}
