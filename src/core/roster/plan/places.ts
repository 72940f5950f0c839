/** Where a row of a plan went: this, or {@link THERE}, an index of its changes, or {@link problemPlace}. It changes nothing. */
export const UNCHANGED = -1;

/** It has no database ID, and its user is there already, as the row says, or is being made by an import that was interrupted. */
export const THERE = -2;

/** The place of a row that is the plan's problem of this index. */
export function problemPlace(index: number): number {
  return -3 - index;
}

/** Which problem of the plan a place is; -1 for none. */
export function problemIndex(place: number): number {
  return place <= -3 ? -3 - place : -1;
}
