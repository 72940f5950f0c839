import * as v from 'valibot';
import { JobSchema, type Job } from './job.ts';
import { newId } from './newId.ts';
import {
  CollectionSchema,
  ExamSchema,
  FacilitySchema,
  LessonSchema,
  LogRequestSchema,
  LogSchema,
  MembershipSchema,
  RoleSchema,
  SessionSchema,
  UserSchema,
  type Collection,
  type Exam,
  type Facility,
  type Lesson,
  type Log,
  type LogRequest,
  type Membership,
  type Role,
  type RoleKind,
  type Session,
  type User,
} from './rows.ts';

/** Everything in a school as plain data, for disk. */
export const SnapshotSchema = v.object({
  defaultFacility: v.nullable(v.string()),
  facilities: v.array(FacilitySchema),
  users: v.array(UserSchema),
  collections: v.array(CollectionSchema),
  memberships: v.array(MembershipSchema),
  roles: v.array(RoleSchema),
  lessons: v.array(LessonSchema),
  exams: v.array(ExamSchema),
  logs: v.array(LogSchema),
  logRequests: v.array(LogRequestSchema),
  sessions: v.array(SessionSchema),
  jobs: v.array(JobSchema),
});
export type Snapshot = v.InferOutput<typeof SnapshotSchema>;

/** The tables of a Kolibri server, and what deleting a row takes along. Rows may be changed where they are. */
export class School {
  readonly facilities = new Map<string, Facility>();
  readonly users = new Map<string, User>();
  readonly collections = new Map<string, Collection>();
  readonly memberships = new Map<string, Membership>();
  readonly roles = new Map<string, Role>();
  readonly lessons = new Map<string, Lesson>();
  readonly exams = new Map<string | number, Exam>();
  readonly sessions = new Map<string, Session>();
  readonly jobs = new Map<string, Job>();
  logs: Log[] = [];
  logRequests: LogRequest[] = [];
  defaultFacility: string | null = null;
  /** Memberships and roles by person: a roster of thousands asks for them row by row. */
  readonly #ties = new Map<string, { memberships: Set<Membership>; roles: Set<Role> }>();

  static from(snapshot: Snapshot): School {
    const school = new School();
    for (const row of snapshot.facilities) school.facilities.set(row.id, row);
    for (const row of snapshot.users) school.users.set(row.id, row);
    for (const row of snapshot.collections) school.collections.set(row.id, row);
    for (const row of snapshot.memberships) school.#keepMembership(row);
    for (const row of snapshot.roles) school.#keepRole(row);
    for (const row of snapshot.lessons) school.lessons.set(row.id, row);
    for (const row of snapshot.exams) school.exams.set(row.id, row);
    for (const row of snapshot.sessions) school.sessions.set(row.key, row);
    for (const row of snapshot.jobs) school.jobs.set(row.id, row);
    school.logs = [...snapshot.logs];
    school.logRequests = [...snapshot.logRequests];
    school.defaultFacility = snapshot.defaultFacility;
    return school;
  }

  snapshot(): Snapshot {
    return {
      defaultFacility: this.defaultFacility,
      facilities: [...this.facilities.values()],
      users: [...this.users.values()],
      collections: [...this.collections.values()],
      memberships: [...this.memberships.values()],
      roles: [...this.roles.values()],
      lessons: [...this.lessons.values()],
      exams: [...this.exams.values()],
      logs: this.logs,
      logRequests: this.logRequests,
      sessions: [...this.sessions.values()],
      jobs: [...this.jobs.values()],
    };
  }

  /** Everybody of a facility; `deleted` includes those who are only marked as deleted. */
  usersOf(facility: string, deleted: 'without deleted' | 'with deleted'): readonly User[] {
    const all = [...this.users.values()].filter((user) => user.facility === facility);
    return deleted === 'with deleted' ? all : all.filter(({ dateDeleted }) => dateDeleted === null);
  }

  classesOf(facility: string): readonly Collection[] {
    return [...this.collections.values()].filter(
      ({ kind, parent }) => kind === 'classroom' && parent === facility,
    );
  }

  groupsOf(classroom: string): readonly Collection[] {
    return [...this.collections.values()].filter(
      ({ kind, parent }) => kind === 'learnergroup' && parent === classroom,
    );
  }

  rolesOf(user: string): readonly Role[] {
    return [...(this.#ties.get(user)?.roles ?? [])];
  }

  membershipsOf(user: string): readonly Membership[] {
    return [...(this.#ties.get(user)?.memberships ?? [])];
  }

  isMember(user: string, collection: string): boolean {
    return this.membershipsOf(user).some((membership) => membership.collection === collection);
  }

  /** The facility of a facility, class or group; undefined for an unknown id. */
  facilityOf(collection: string): string | undefined {
    if (this.facilities.has(collection)) return collection;
    const found = this.collections.get(collection);
    return found && this.facilityOf(found.parent);
  }

  addMembership(user: string, collection: string): Membership {
    const row = { id: newId(), user, collection };
    this.#keepMembership(row);
    return row;
  }

  /** Gives a role, or finds that it is there. A class coach without a facility role gets one (Kolibri protocol, section 2.4). */
  addRole(user: string, collection: string, kind: RoleKind): Role {
    const roles = this.rolesOf(user);
    const known = roles.find((role) => role.collection === collection && role.kind === kind);
    if (known) return known;
    const facility = this.facilityOf(collection);
    const inClass = facility !== undefined && facility !== collection;
    if (inClass && !roles.some((role) => role.collection === facility))
      this.addRole(user, facility, 'classroom assignable coach');
    const row = { id: newId(), user, collection, kind };
    this.#keepRole(row);
    return row;
  }

  /** Leaving a class is leaving its groups. */
  removeMembership(row: Membership): void {
    this.memberships.delete(row.id);
    this.#ties.get(row.user)?.memberships.delete(row);
    if (this.collections.get(row.collection)?.kind !== 'classroom') return;
    for (const other of this.membershipsOf(row.user))
      if (this.collections.get(other.collection)?.parent === row.collection) this.removeMembership(other);
  }

  /** Without the facility role of a class coach nobody is a coach of a class. */
  removeRole(row: Role): void {
    this.roles.delete(row.id);
    this.#ties.get(row.user)?.roles.delete(row);
    if (row.kind !== 'classroom assignable coach') return;
    for (const other of this.rolesOf(row.user))
      if (this.collections.get(other.collection)?.parent === row.collection) this.removeRole(other);
  }

  removeCollection(id: string): void {
    for (const group of this.groupsOf(id)) this.removeCollection(group.id);
    for (const row of this.memberships.values()) if (row.collection === id) this.removeMembership(row);
    for (const row of this.roles.values()) if (row.collection === id) this.removeRole(row);
    for (const row of this.lessons.values()) if (row.collection === id) this.lessons.delete(row.id);
    for (const row of this.exams.values()) if (row.collection === id) this.exams.delete(row.id);
    this.collections.delete(id);
  }

  /** For good, with logs and sessions. */
  purgeUser(id: string): void {
    for (const row of this.membershipsOf(id)) this.removeMembership(row);
    for (const row of this.rolesOf(id)) this.removeRole(row);
    this.endSessions(id);
    this.logs = this.logs.filter(({ user }) => user !== id);
    this.#ties.delete(id);
    this.users.delete(id);
  }

  endSessions(user: string): void {
    for (const row of this.sessions.values()) if (row.user === user) this.sessions.delete(row.key);
  }

  #tiesOf(user: string): { memberships: Set<Membership>; roles: Set<Role> } {
    const known = this.#ties.get(user);
    if (known) return known;
    const none = { memberships: new Set<Membership>(), roles: new Set<Role>() };
    this.#ties.set(user, none);
    return none;
  }

  #keepMembership(row: Membership): void {
    this.memberships.set(row.id, row);
    this.#tiesOf(row.user).memberships.add(row);
  }

  #keepRole(row: Role): void {
    this.roles.set(row.id, row);
    this.#tiesOf(row.user).roles.add(row);
  }
}
