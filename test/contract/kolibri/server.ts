import { createKolibriClient, type KolibriClientOptions } from '../../../src/core/kolibri/kolibriClient.ts';
import type { KolibriConnection, KolibriCredentials } from '../../../src/core/platform/connection.ts';
import { createHttp, type Http, type HttpRequest } from '../../../src/core/platform/http.ts';
import type { Place, PlaceKind, PlaceOf } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { endpointOf } from './endpointOf.ts';
import { startKolibriCampus, type KolibriCampus } from './startKolibriCampus.ts';
import type { Person } from './sessionHeaders.ts';

/** For calls that nobody cancels. */
export const never = new AbortController().signal;

const plainHttp = createHttp({ userAgent: 'Lectern tests', keepAlive: false });

/** Every endpoint that a client has asked of the server so far: `GET /api/auth/facility/`. */
export const usedEndpoints = new Set<string>();

export const http: Http = {
  send(request, signal) {
    note(request);
    return plainHttp.send(request, signal);
  },
  open(request, signal) {
    note(request);
    return plainHttp.open(request, signal);
  },
};

function note({ method, url }: HttpRequest): void {
  const base = REAL ?? campus?.baseUrl;
  if (base === undefined) return;
  if (url.startsWith(`${base}/api/`) || url.startsWith(`${base}/facility/`))
    usedEndpoints.add(`${method} ${endpointOf(url.slice(base.length))}`);
}

const REAL = process.env['LECTERN_KOLIBRI_URL'];
let campus: KolibriCampus | undefined;

// One suite, two servers: a real Kolibri where scripts/kolibri.mjs has started one, else the Kolibri side of a sample campus.
if (REAL === undefined) {
  before('a campus with the school', async () => {
    campus = await startKolibriCampus();
  });
  after(() => campus?.close());
}

/** The server that these tests talk to. */
export function serverUrl(): string {
  const url = REAL ?? campus?.baseUrl;
  if (url === undefined) throw new Error('The sample campus has not been started.');
  return url;
}

export function connectionTo(baseUrl: string): KolibriConnection {
  return { platform: 'kolibri', id: 'k', name: 'Kolibri', baseUrl };
}

/** A client of that server, signed in as `person` on its first request. */
export function clientOf(person: Person, options: Partial<KolibriClientOptions> = {}): PlatformClient {
  const { username, password } = person;
  const credentials: KolibriCredentials = { platform: 'kolibri', username, password };
  return createKolibriClient({ connection: connectionTo(serverUrl()), credentials, http, ...options });
}

/** All places below `parent`, in the pages in which they came. */
export async function pagesBelow(
  client: PlatformClient,
  parent: Place | undefined,
): Promise<readonly (readonly Place[])[]> {
  const pages: (readonly Place[])[] = [];
  for await (const page of client.children(parent, { archived: false }, never)) pages.push(page);
  return pages;
}

/** All places below `parent`, which must be of kind `kind`; the folder of the server's jobs may be beside them. */
export async function placesBelow<K extends PlaceKind>(
  client: PlatformClient,
  parent: Place | undefined,
  kind: K,
): Promise<readonly PlaceOf<K>[]> {
  const places = (await pagesBelow(client, parent)).flat();
  const isWanted = (place: Place): place is PlaceOf<K> => place.kind === kind;
  const wanted = places.filter(isWanted);
  if (wanted.length !== places.filter((place) => place.kind === kind || place.kind !== 'serverJobs').length)
    throw new Error(`Not only ${kind}s here.`);
  return wanted;
}
