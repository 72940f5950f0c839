import type { Place, PlaceKind, PlaceOf } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';

/** All places of one kind below `parent`, page by page. */
export async function placesOf<K extends PlaceKind>(
  client: PlatformClient,
  kind: K,
  parent?: Place,
  archived = false,
): Promise<readonly PlaceOf<K>[][]> {
  const pages: PlaceOf<K>[][] = [];
  for await (const page of client.children(parent, { archived }, new AbortController().signal))
    pages.push(page.filter((place): place is PlaceOf<K> => place.kind === kind));
  return pages;
}
