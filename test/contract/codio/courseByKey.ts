import assert from 'node:assert/strict';
import type { CoursePlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { placesOf } from './placesOf.ts';
import type { CodioCampus } from './startCodioCampus.ts';

/** A course of the campus's seed, as the client lists it, archived or not. */
export async function courseByKey(
  campus: CodioCampus,
  client: PlatformClient,
  key: string,
): Promise<CoursePlace> {
  const id = (await campus.seed()).courses.find((one) => one.key === key)?.id;
  const found = (await placesOf(client, 'course', undefined, true)).flat().find((one) => one.id === id);
  assert.ok(found, key);
  return found;
}
