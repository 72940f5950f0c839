import type { FindingCode } from '../findings/findingCode.ts';
import type { FacilityRole } from '../snapshot/rosterSnapshot.ts';
import type { UserType } from '../values/userType.ts';
import type { Effect, Effects } from './effect.ts';

/**
 * What a users file asks of a facility, row by row, against the users and classes that were there at `takenAt`: plain data, the same for
 * the same file and snapshot. It follows what the file means, also where the server's own import does something else
 * (docs/import.md, "What the file asks for").
 */
export type ImportPlan = {
  readonly facility: { readonly id: string; readonly name: string };
  /** When the snapshot was taken, in milliseconds since 1970. */
  readonly takenAt: number;
  /** Data records of the file. */
  readonly rows: number;
  /** All classes of the facility, in its order, then those to create. */
  readonly classes: readonly PlannedClass[];
  /** The rows that do something, in the order of the file. */
  readonly changes: readonly RowChange[];
  /** The rows that stand in the way of the import, in the order of the file. */
  readonly problems: readonly RowProblem[];
  /** What is wrong with the file as a whole; nothing else is known then. */
  readonly fileProblems: readonly FindingCode[];
  /** Users of the facility whom no row names. Empty unless they were asked for; never an admin, a superuser or the caller. */
  readonly removals: readonly Removal[];
  /** Classes that no row names and that have learners now. Empty unless removals were asked for. */
  readonly emptied: readonly EmptiedClass[];
  /** Where each record went: an index of `changes` from 0 on, or below 0 what places.ts says. */
  readonly places: Int32Array;
  /** How many rows have each effect, and what else there is to do. */
  readonly counts: PlanCounts;
};

export type PlanCounts = Readonly<Record<Effect, number>> & {
  readonly unchanged: number;
  /** Rows without database ID whose users are there already. */
  readonly there: number;
  readonly createClass: number;
  readonly remove: number;
  readonly emptyClass: number;
};

/** A class of the plan; rows name it by its index in {@link ImportPlan.classes}. */
export type PlannedClass = {
  /** Undefined for a class that is to be created, first of all. */
  readonly id: string | undefined;
  readonly name: string;
  /** How many rows do each of these with it. */
  readonly enrol: number;
  readonly unenrol: number;
  readonly assign: number;
  readonly unassign: number;
};

/** The fields of a user that a row can change, as in {@link SnapshotUser}. */
export type UserField = 'fullName' | 'identifier' | 'birthYear' | 'gender';

export type FieldChange = {
  readonly field: UserField;
  readonly from: string;
  /** As it is to be stored: trimmed; identifier, birth year and gender upper-case; '' where the cell is empty, or DEFERRED there. */
  readonly to: string;
};

/** A row that does something. What is absent stays as it is. */
export type RowChange = {
  /** As the server counts: data records from 1. */
  readonly row: number;
  /** UTF-16 offset of the record in the whole text. */
  readonly start: number;
  readonly effects: Effects;
  /** The user's id; undefined for one to create. */
  readonly userId: string | undefined;
  /** The user name after the import. */
  readonly username: string;
  /** The full name after the import: to show. */
  readonly fullName: string;
  /** The user type after the import. */
  readonly userType: UserType;
  /** The user name before a rename. Renames of a file may form chains (a to b, b to c) and swaps: mind the order. */
  readonly oldUsername?: string;
  /** For one to create: every field of the row that is not empty, `from` being ''. Else those that become others. */
  readonly fields: readonly FieldChange[];
  /**
   * The new password, as the row has it; absent where the cell is `*`, which keeps the one there is. A secret: in no log, no report, no
   * file that stays.
   */
  readonly password?: string;
  readonly role?: RoleChange;
  /** Indexes of {@link ImportPlan.classes}, in the order of the cell. */
  readonly enrol: readonly number[];
  readonly unenrol: readonly number[];
  readonly assign: readonly number[];
  readonly unassign: readonly number[];
  /** Classes that the user coaches before and after. A change of role may take them with it: they are put back then. */
  readonly stillAssigned: readonly number[];
};

/**
 * The roles in the facility before and after; a learner has none. Taking away `classroom assignable coach` takes the user's classes with
 * it on the server (Kolibri protocol, section 2.4), and giving a class to somebody without a role gives that role.
 */
export type RoleChange = {
  readonly from: UserType;
  readonly takes: readonly FacilityRole[];
  /** Undefined for a learner, and where the user has it already. */
  readonly gives: FacilityRole | undefined;
};

/** Why nothing can be done with a row. */
export type RowProblem = {
  readonly row: number;
  readonly start: number;
  readonly reason: ProblemReason;
};

export type ProblemReason =
  /** A finding that Lectern's import cannot go round. */
  | { readonly kind: 'finding'; readonly code: FindingCode }
  /** The name that the row wants for a user is that of another one, who keeps it. */
  | { readonly kind: 'nameTaken'; readonly username: string; readonly isDeleted: boolean }
  /** REST refuses the new name of an existing user, and the server's own import renames nobody. */
  | { readonly kind: 'nameRefused'; readonly username: string }
  /** The row takes from the signed-in user the role that the import needs. */
  | { readonly kind: 'ownRole' };

/** A user to remove. The server keeps it for 30 days from 0.19 on, and removes it for ever before. */
export type Removal = {
  readonly userId: string;
  readonly username: string;
  readonly fullName: string;
};

/** A class to empty. Those whom a row takes out of it, and those who are removed, are not listed. */
export type EmptiedClass = {
  readonly id: string;
  readonly name: string;
  /** Ids of the users who leave it by this alone: admins and superusers, as a rule nobody. */
  readonly members: readonly string[];
};
