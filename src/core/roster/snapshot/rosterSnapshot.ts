import type { UserType } from '../values/userType.ts';

/** A user of the facility as the server has it (Kolibri protocol, section 2.3). */
export type SnapshotUser = {
  /** 32 lower-case hex digits. */
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly gender: string;
  readonly birthYear: string;
  readonly identifier: string;
  /** What an export would write: from the role in the facility. */
  readonly userType: UserType;
  /** True for every holder of the facility's admin role, whatever other roles there are. */
  readonly isAdmin: boolean;
  /** The roles in the facility itself; none for a learner. There may be several (section 6.5 F, step 3). */
  readonly roles: readonly FacilityRole[];
  readonly isSuperuser: boolean;
  /** Names of the classes, each as the class is spelled. */
  readonly enrolledIn: readonly string[];
  readonly assignedTo: readonly string[];
  /** Soft-deleted: gone from the lists, yet its name is taken and its id matches (section 6.4). */
  readonly isDeleted: boolean;
};

/** A kind of role that a user can hold in a facility as a whole (section 2.4). */
export type FacilityRole = 'admin' | 'coach' | 'classroom assignable coach';

/** A class of a facility. No two have the same name; case tells names apart (section 2.4). */
export type SnapshotClass = {
  readonly id: string;
  readonly name: string;
};

/** The users and classes of one facility at one moment: what is alive on the server, as rules and plans see it. */
export type RosterSnapshot = {
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  /** The facility's name, and its id. */
  readonly facility: string;
  readonly facilityId: string;
  /** The id of the user who would import: never deleted. */
  readonly callerId: string;
  readonly users: readonly SnapshotUser[];
  readonly classes: readonly SnapshotClass[];
};
