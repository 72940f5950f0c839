import type { FacilityRole } from '../roster/snapshot/rosterSnapshot.ts';
import type { ServerReport } from '../roster/predict/serverReport.ts';
import type { Ref } from './place.ts';

/** What a user of a facility consists of, without password, roles and classes (Kolibri protocol, section 2.3). */
export type UserFields = {
  readonly username: string;
  readonly fullName: string;
  readonly identifier: string;
  readonly birthYear: string;
  readonly gender: string;
};

/** In the order of their power. */
export const ROLE_KINDS: readonly FacilityRole[] = ['admin', 'coach', 'classroom assignable coach'];

/** A role that a user has in a facility or a class, `collection`; of a class only `coach`. */
export type LiveRole = { readonly kind: FacilityRole; readonly collection: string };

/** A user as the server has it. Soft-deleted ones keep their roles and memberships. */
export type LiveUser = UserFields & {
  readonly id: string;
  readonly isSuperuser: boolean;
  readonly isDeleted: boolean;
  readonly roles: readonly LiveRole[];
};

/** A group within a class. */
export type LiveGroup = Ref & { readonly classId: string; readonly userIds: readonly string[] };

/** That a user is a member of a class or a group, `collection`. */
export type Membership = { readonly user: string; readonly collection: string };

/** A role that a user is to have, or to lose. */
export type RoleTie = LiveRole & { readonly user: string };

/** All users, classes, memberships and roles of one facility at one moment. */
export type FacilityState = {
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly facility: Ref;
  /** The id of the user who is signed in. */
  readonly callerId: string;
  /** Also those who are marked as deleted. */
  readonly users: readonly LiveUser[];
  readonly classes: readonly Ref[];
  readonly groups: readonly LiveGroup[];
  /** Of classes, not of groups. */
  readonly memberships: readonly Membership[];
  /** True where a deleted user is marked and can be restored for a while (0.19 and later). */
  readonly marksDeleted: boolean;
};

/** A users file as the server's own import takes it. It leaves a copy of it on the server after a dry run, and after a crash. */
export type ServerImport = {
  readonly facility: Ref;
  readonly csv: string;
  /** Users that the file does not name go. */
  readonly remove: boolean;
  readonly dry: boolean;
};

/**
 * What Lectern can change in a facility. Every call is one request or a few, exact, and says what went wrong; none of them is repeated
 * by itself when it is not known whether it was carried out. All throw only `FailureError`s.
 */
export interface RosterPort {
  /**
   * Asks who is signed in, and fails as forbidden unless that is a superuser or an administrator of this facility: the server does not
   * check every object of a bulk call. Call it before the first write.
   */
  demandRights(facility: Ref, signal: AbortSignal): Promise<void>;

  /** Reads everything. `onUsers` is told how many users have been read, page by page. */
  state(facility: Ref, signal: AbortSignal, onUsers?: (read: number) => void): Promise<FacilityState>;

  /** True while somebody's import of this facility is waiting or running on the server; dry runs change nothing and do not count. */
  importsNow(facility: Ref, signal: AbortSignal): Promise<boolean>;

  /** The live user with just this name; undefined if there is none. */
  findUser(facility: Ref, username: string, signal: AbortSignal): Promise<LiveUser | undefined>;

  /** Gives the id of the new user. */
  createUser(facility: Ref, user: UserFields, password: string, signal: AbortSignal): Promise<string>;
  /** Changes what is given and nothing else. */
  updateUser(
    id: string,
    changes: Partial<UserFields> & { readonly password?: string },
    signal: AbortSignal,
  ): Promise<void>;
  /** Marks users as deleted; servers before 0.19 delete them with everything they did. */
  removeUsers(ids: readonly string[], signal: AbortSignal): Promise<void>;
  restoreUsers(ids: readonly string[], signal: AbortSignal): Promise<void>;

  /** Gives the id of the new class. */
  createClass(facility: Ref, name: string, signal: AbortSignal): Promise<string>;
  /** True if the class has lessons or quizzes, which would go with it. */
  hasWork(classId: string, signal: AbortSignal): Promise<boolean>;
  removeClass(id: string, signal: AbortSignal): Promise<void>;

  /** Those that exist already are passed over, here and below. */
  enrol(memberships: readonly Membership[], signal: AbortSignal): Promise<void>;
  /** Takes users out of one class, and so out of its groups. */
  unenrol(classId: string, userIds: readonly string[], signal: AbortSignal): Promise<void>;
  giveRoles(roles: readonly RoleTie[], signal: AbortSignal): Promise<void>;
  /** Who loses `classroom assignable coach` loses all classes that he coaches. */
  takeRole(role: LiveRole, userIds: readonly string[], signal: AbortSignal): Promise<void>;

  /** Has the server import a file, or try it (`dry`), and waits for its end. `onFraction` is told how far it is, 0 to 1. */
  serverImport(
    order: ServerImport,
    signal: AbortSignal,
    onFraction?: (fraction: number) => void,
  ): Promise<ServerReport>;
}
