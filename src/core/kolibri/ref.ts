import type { Ref } from '../platform/place.ts';

/** A place, as far as a request needs to know it. */
export function ref({ id, name }: Ref): Ref {
  return { id, name };
}
