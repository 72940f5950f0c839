import type { KolibriConnection, KolibriCredentials } from '../platform/connection.ts';
import type { Http } from '../platform/http.ts';
import { fail } from '../platform/failure.ts';
import type { ClassPlace, LessonsPlace, Place } from '../platform/place.ts';
import type { PlatformClient } from '../platform/platformClient.ts';
import { snapshotOf } from '../platform/snapshotOf.ts';
import { createKolibriExports } from './kolibriExports.ts';
import { createKolibriPortal } from './kolibriPortal.ts';
import { createKolibriRoster } from './kolibriRoster.ts';
import { listServerJobs } from './listServerJobs.ts';
import { listWork } from './listWork.ts';
import { noticeJobs } from './noticeJobs.ts';
import { firstLogDay } from './logRecord.ts';
import { classFolders, listClasses, listFacilities, listLearners } from './places.ts';
import { clearJob } from './serverJob.ts';
import { KolibriSession } from './session.ts';
import { sleep as realSleep, type Sleep } from '../platform/sleep.ts';

export type KolibriClientOptions = {
  readonly connection: KolibriConnection;
  readonly credentials: KolibriCredentials;
  /** `createHttp({ keepAlive: false })`: the server drops idle sockets after 10 s without saying so. */
  readonly http: Http;
  readonly sleep?: Sleep;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Called when this client has begun, cleared or put down something on the server's list of jobs. */
  readonly onServerJobs?: () => void;
  /** Learners a page. */
  readonly pageSize?: number;
};

const PAGE_SIZE = 100;

/** The client of one Kolibri server, signed in as one administrator. Asks nothing before it is asked. */
export function createKolibriClient(options: KolibriClientOptions): PlatformClient {
  const { connection, credentials, sleep = realSleep, now = Date.now, pageSize = PAGE_SIZE } = options;
  const { baseUrl } = connection;
  const { onServerJobs } = options;
  const http = onServerJobs ? noticeJobs(options.http, baseUrl, onServerJobs) : options.http;
  const session = new KolibriSession({ baseUrl, credentials, http, sleep, now });
  const roster = createKolibriRoster({ baseUrl, session, sleep, now });

  /** Learners are worth showing also where lessons cannot be read: then their folder asks again, and says why. */
  const workIfThere = async (place: ClassPlace, signal: AbortSignal): Promise<LessonsPlace['work']> => {
    try {
      return await listWork(session, baseUrl, place, signal);
    } catch {
      return signal.aborted ? fail({ kind: 'cancelled' }) : undefined;
    }
  };

  async function* children(parent: Place | undefined, signal: AbortSignal): AsyncGenerator<readonly Place[]> {
    switch (parent?.kind) {
      case undefined:
        yield [
          ...(await listFacilities(session, baseUrl, await session.administrator(signal), signal)),
          { kind: 'serverJobs' },
        ];
        break;
      case 'serverJobs': {
        const me = await session.confirmed(signal);
        const serverNow = now() + (me.clockAheadMs ?? 0);
        yield await listServerJobs(session, baseUrl, me, serverNow, signal);
        break;
      }
      case 'facility':
        yield await listClasses(session, baseUrl, parent, signal);
        break;
      case 'class':
        yield classFolders(parent, await workIfThere(parent, signal));
        break;
      case 'lessons':
        yield parent.work ?? (await listWork(session, baseUrl, parent.class, signal));
        break;
      case 'learners':
        yield* listLearners(session, baseUrl, parent, pageSize, signal);
        break;
      case 'coaches':
        yield parent.coaches;
        break;
      case 'lesson':
      case 'quiz':
      case 'learner':
      case 'coach':
      case 'serverJob':
      case 'course':
      case 'modules':
      case 'module':
      case 'assignment':
      case 'students':
      case 'student':
        break;
    }
  }

  return {
    platform: 'kolibri',
    exports: createKolibriExports(baseUrl, session, sleep),
    portal: createKolibriPortal(baseUrl, session, sleep, now),
    async check(signal) {
      const { name } = await session.administrator(signal);
      return { name };
    },
    children: (parent, _options, signal) => children(parent, signal),
    firstLogDay: (facility, signal) => firstLogDay(session, baseUrl, facility, signal),
    roster,
    rosterSnapshot: async (facility, signal) => snapshotOf(await roster.state(facility, signal)),
    clearServerJob: (id, signal) => clearJob(session, `${baseUrl}/api/tasks/tasks/`, { id }, signal),
    close: () => session.close(),
  };
}
