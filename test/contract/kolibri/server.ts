import { createKolibriClient, type KolibriClientOptions } from '../../../src/core/kolibri/kolibriClient.ts';
import type { KolibriConnection, KolibriCredentials } from '../../../src/core/platform/connection.ts';
import { createHttp, type Http } from '../../../src/core/platform/http.ts';
import type { Place, PlaceKind, PlaceOf } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';

/** For calls that nobody cancels. */
export const never = new AbortController().signal;

export const http: Http = createHttp({ userAgent: 'Lectern tests', keepAlive: false });

/** The real Kolibri that scripts/kolibri.mjs has started for these tests. */
export function serverUrl(): string {
  const url = process.env['LECTERN_KOLIBRI_URL'];
  if (url === undefined) throw new Error('These tests need a Kolibri: run "npm run test:kolibri".');
  return url;
}

export function connectionTo(baseUrl: string): KolibriConnection {
  return { platform: 'kolibri', id: 'k', name: 'Kolibri', baseUrl };
}

type Person = { readonly username: string; readonly password: string };

/** A client of the real server, signed in as `person` on its first request. */
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

/** All places below `parent`, which must be of kind `kind`. */
export async function placesBelow<K extends PlaceKind>(
  client: PlatformClient,
  parent: Place | undefined,
  kind: K,
): Promise<readonly PlaceOf<K>[]> {
  const places = (await pagesBelow(client, parent)).flat();
  const isWanted = (place: Place): place is PlaceOf<K> => place.kind === kind;
  const wanted = places.filter(isWanted);
  if (wanted.length !== places.length) throw new Error(`Not only ${kind}s here.`);
  return wanted;
}
