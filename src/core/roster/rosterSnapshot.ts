import type { UserType } from './userType.ts';

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
  /** Names of the classes. */
  readonly enrolledIn: readonly string[];
  readonly assignedTo: readonly string[];
  /** Soft-deleted: gone from the lists, yet its name is taken and its id matches (section 6.4). */
  readonly isDeleted: boolean;
};

/** The users and classes of one facility at one moment. */
export type RosterSnapshot = {
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly facility: string;
  /** The id of the user who would import: never deleted. */
  readonly callerId: string;
  readonly users: readonly SnapshotUser[];
  readonly classNames: readonly string[];
};
