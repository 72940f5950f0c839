import type { CodioConnection, CodioCredentials } from '../platform/connection.ts';
import type { Http } from '../platform/http.ts';
import type { Place } from '../platform/place.ts';
import { sleep as realSleep, type Sleep } from '../platform/sleep.ts';
import type { ListOptions, PlatformClient } from '../platform/platformClient.ts';
import { campusBlueprints } from './campusBlueprints.ts';
import { askToken } from './askToken.ts';
import { createCodioApi } from './codioApi.ts';
import { createCodioExports } from './codioExports.ts';
import { courseModules } from './courseModules.ts';
import { coursePages } from './coursePages.ts';
import { courseStudents } from './courseStudents.ts';
import { createExchange } from './exchange.ts';
import { exportsWithBlueprints } from './exportsWithBlueprints.ts';
import { quietStudents } from './quietStudents.ts';
import { workOfStudent, workOnAssignment } from './studentWork.ts';
import { createTokenSource } from './tokenSource.ts';

export type CodioClientOptions = {
  readonly connection: CodioConnection;
  readonly credentials: CodioCredentials;
  readonly http: Http;
  /** Most requests in any 10 seconds; the organisation has 50, for everybody. 40 by default. */
  readonly requestsPerTenSeconds?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly sleep?: Sleep;
  /** Called for every request that counts against the organisation's day. */
  readonly onCounted?: () => Promise<void>;
};

const REQUESTS_PER_TEN_SECONDS = 40;

/**
 * The client of one Codio organisation (Codio protocol, sections 1 to 5). All its requests share one token and the organisation's
 * request limits. Asks nothing of the server before it is used.
 */
export function createCodioClient({
  connection,
  credentials,
  http,
  requestsPerTenSeconds = REQUESTS_PER_TEN_SECONDS,
  now = Date.now,
  sleep = realSleep,
  onCounted,
}: CodioClientOptions): PlatformClient {
  const exchange = createExchange({
    http,
    requestsPerTenSeconds,
    now,
    sleep,
    ...(onCounted && { onCounted }),
  });
  const tokens = createTokenSource(
    (signal) => askToken(exchange, connection.oauthBaseUrl, credentials, signal),
    now,
  );
  const api = createCodioApi(connection, exchange, tokens);
  const exports = createCodioExports(api, connection.apiBaseUrl, http, now);
  const blueprints = connection.sample ? campusBlueprints(http, connection.apiBaseUrl) : undefined;

  async function* children(
    parent: Place | undefined,
    { archived }: ListOptions,
    signal: AbortSignal,
  ): AsyncGenerator<readonly Place[]> {
    if (parent === undefined) {
      yield* coursePages(api, archived, signal);
      return;
    }
    if (parent.kind === 'course') {
      const course = { id: parent.id, name: parent.name };
      yield [
        { kind: 'modules', course },
        { kind: 'students', course },
      ];
      return;
    }
    const below = await childrenOf(parent);
    if (below.length > 0) yield below;

    function childrenOf(place: Place): Promise<readonly Place[]> {
      if (place.kind === 'modules') return courseModules(api, place.course, signal);
      if (place.kind === 'students') return courseStudents(api, place.course, signal);
      return Promise.resolve(place.kind === 'module' ? place.assignments : []);
    }
  }

  return {
    platform: 'codio',
    exports: blueprints ? exportsWithBlueprints(exports, blueprints) : exports,
    ...(blueprints && { blueprints }),

    /** Codio does not say whose credentials these are, so the account has the connection's own name. */
    async check(signal) {
      // The first page of courses: a token alone does not prove that the API takes it.
      for await (const page of coursePages(api, false, signal)) if (page.length > 0) break;
      return { name: connection.name };
    },

    children,

    async startedWork(of, signal) {
      const work =
        'assignment' in of
          ? await workOnAssignment(api, of.course, of.assignment, signal)
          : await workOfStudent(api, of.course, of.student, signal);
      return work
        .filter(({ started }) => started)
        .map(({ student, assignment, completed }) => ({ student, assignment, completed }));
    },

    quietStudents: (course, signal) => quietStudents(api, course, new Date(now()), signal),

    requestBudget: () => exchange.budget(),
    forgetBudget: () => exchange.forgetBudget(),

    /** Codio has no sessions to end. */
    close() {
      tokens.forget();
      return Promise.resolve();
    },
  };
}
