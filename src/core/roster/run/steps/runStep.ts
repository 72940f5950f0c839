import type { FacilityRole } from '../../snapshot/rosterSnapshot.ts';

/** A user of a run: an id of the server, or `#3` for the one that change 3 creates. */
export type UserKey = string;
/** A class or group of a run: an id of the server, or `#3` for class 3 of the plan, which may have to be created. */
export type PlaceKey = string;

/**
 * One step of a run: what is journalled before and after, and done once. Steps follow from the plan alone, ids included, so that a
 * later process derives the same ones.
 */
export type RunStep = { readonly id: string } & (
  | { readonly kind: 'createClass'; readonly at: number; readonly name: string }
  | { readonly kind: 'restore'; readonly users: readonly string[] }
  /** `to` may be a name in passing, where names are swapped. */
  | { readonly kind: 'rename'; readonly user: string; readonly to: string }
  /** `change`: an index of the plan's changes. */
  | { readonly kind: 'create' | 'update'; readonly change: number }
  | { readonly kind: 'byServer'; readonly changes: readonly number[] }
  | {
      readonly kind: 'giveRoles';
      readonly ties: readonly { readonly user: UserKey; readonly role: FacilityRole }[];
    }
  | { readonly kind: 'takeRole'; readonly role: FacilityRole; readonly users: readonly UserKey[] }
  | { readonly kind: 'assign' | 'enrol'; readonly ties: readonly Tie[] }
  | { readonly kind: 'unassign' | 'unenrol'; readonly place: PlaceKey; readonly users: readonly UserKey[] }
  | { readonly kind: 'removeClass'; readonly place: PlaceKey; readonly name: string }
  | { readonly kind: 'remove'; readonly users: readonly string[] }
);

export type Tie = { readonly user: UserKey; readonly place: PlaceKey };

/** The step of kind `K`. */
export type RunStepOf<K extends RunStep['kind']> = Extract<RunStep, { readonly kind: K }>;
