import type { KolibriConnection, KolibriCredentials } from '../platform/connection.ts';
import type { Http } from '../platform/http.ts';
import type { Place } from '../platform/place.ts';
import type { PlatformClient } from '../platform/platformClient.ts';
import { createKolibriExports } from './kolibriExports.ts';
import { firstLogDay } from './logRecord.ts';
import { classFolders, listClasses, listFacilities, listLearners } from './places.ts';
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
  /** Learners a page. */
  readonly pageSize?: number;
};

const PAGE_SIZE = 100;

/** The client of one Kolibri server, signed in as one administrator. Asks nothing before it is asked. */
export function createKolibriClient(options: KolibriClientOptions): PlatformClient {
  const { connection, credentials, http, sleep = realSleep, now = Date.now, pageSize = PAGE_SIZE } = options;
  const { baseUrl } = connection;
  const session = new KolibriSession({ baseUrl, credentials, http, sleep, now });

  async function* children(parent: Place | undefined, signal: AbortSignal): AsyncGenerator<readonly Place[]> {
    switch (parent?.kind) {
      case undefined:
        yield await listFacilities(session, baseUrl, await session.administrator(signal), signal);
        break;
      case 'facility':
        yield await listClasses(session, baseUrl, parent, signal);
        break;
      case 'class':
        yield classFolders(parent);
        break;
      case 'learners':
        yield* listLearners(session, baseUrl, parent, pageSize, signal);
        break;
      case 'coaches':
        yield parent.coaches;
        break;
      case 'learner':
      case 'coach':
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
    async check(signal) {
      const { name } = await session.administrator(signal);
      return { name };
    },
    children: (parent, _options, signal) => children(parent, signal),
    firstLogDay: (facility, signal) => firstLogDay(session, baseUrl, facility, signal),
    close: () => session.close(),
  };
}
