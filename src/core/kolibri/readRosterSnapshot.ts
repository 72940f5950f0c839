import * as v from 'valibot';
import type { Http } from '../platform/http.ts';
import type { Ref } from '../platform/place.ts';
import type { FacilityRole, RosterSnapshot, SnapshotUser } from '../roster/rosterSnapshot.ts';
import type { UserType } from '../roster/userType.ts';
import type { Administrator } from './administrator.ts';
import { readJson } from './readJson.ts';

const User = v.object({
  id: v.string(),
  username: v.string(),
  full_name: v.optional(v.nullable(v.string()), ''),
  gender: v.optional(v.nullable(v.string()), ''),
  birth_year: v.optional(v.nullable(v.string()), ''),
  id_number: v.optional(v.nullable(v.string()), ''),
  is_superuser: v.optional(v.boolean(), false),
  roles: v.optional(v.array(v.object({ kind: v.string(), collection: v.string() })), []),
});
type User = v.InferOutput<typeof User>;
const UserPage = v.object({ total_pages: v.number(), results: v.array(User) });
const Classes = v.array(v.object({ id: v.string(), name: v.string() }));
const Memberships = v.array(v.object({ user: v.string() }));

/** Pages of an unordered list may repeat or lose somebody. */
const ORDER = { facilityuser: 'username', deletedfacilityuser: '-date_deleted' } as const;

export type SnapshotOptions = {
  readonly http: Http;
  readonly baseUrl: string;
  readonly caller: Administrator;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Users a page. */
  readonly pageSize: number;
};

/**
 * All users and classes of a facility, as the rules of a roster need them (Kolibri protocol, sections 2.3 and 2.4): also users that
 * are marked as deleted, which servers before 0.19 do not have. One request for each class, and one for each page of users.
 */
export async function readRosterSnapshot(
  options: SnapshotOptions,
  facility: Ref,
  signal: AbortSignal,
): Promise<RosterSnapshot> {
  const { http, baseUrl, caller, now } = options;
  const get = <T extends v.GenericSchema>(path: string, schema: T): Promise<v.InferOutput<T>> =>
    http
      .send({ method: 'GET', url: `${baseUrl}/api/auth/${path}` }, signal)
      .then((reply) => readJson(reply, schema));
  const takenAt = now();
  const classes = await get(`classroom/?parent=${encodeURIComponent(facility.id)}`, Classes);
  const enrolled = new Map<string, string[]>();
  for (const { id, name } of classes) {
    const members = await get(`membership/?collection=${encodeURIComponent(id)}`, Memberships);
    for (const user of new Set(members.map((member) => member.user)))
      enrolled.set(user, [...(enrolled.get(user) ?? []), name]);
  }
  const toUser = (isDeleted: boolean) => (user: User) =>
    snapshotUser(user, {
      facility,
      enrolledIn: enrolled.get(user.id) ?? [],
      classNames: new Map(classes.map(({ id, name }) => [id, name])),
      isDeleted,
    });
  const users = await listUsers(options, 'facilityuser', facility, signal);
  const deleted = await listUsers(options, 'deletedfacilityuser', facility, signal);
  return {
    takenAt,
    facility: facility.name,
    facilityId: facility.id,
    callerId: caller.id,
    users: [...users.map(toUser(false)), ...deleted.map(toUser(true))],
    classes,
  };
}

/** People who join or leave while we read push others onto another page: nobody may be listed twice. */
async function listUsers(
  { http, baseUrl, pageSize }: SnapshotOptions,
  resource: 'facilityuser' | 'deletedfacilityuser',
  facility: Ref,
  signal: AbortSignal,
): Promise<readonly User[]> {
  const users = new Map<string, User>();
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const query = `member_of=${encodeURIComponent(facility.id)}&ordering=${ORDER[resource]}&page_size=${pageSize}&page=${page}`;
    const reply = await http.send(
      { method: 'GET', url: `${baseUrl}/api/auth/${resource}/?${query}` },
      signal,
    );
    // A page past the end; or a server that knows no deleted users.
    if (reply.status === 404 && (page > 1 || resource === 'deletedfacilityuser')) break;
    const { total_pages, results } = readJson(reply, UserPage);
    pages = total_pages;
    for (const user of results) users.set(user.id, user);
  }
  return [...users.values()];
}

const FACILITY_ROLES: readonly FacilityRole[] = ['admin', 'coach', 'classroom assignable coach'];

type Ties = {
  readonly facility: Ref;
  readonly enrolledIn: readonly string[];
  /** By the id of the class. */
  readonly classNames: ReadonlyMap<string, string>;
  readonly isDeleted: boolean;
};

function snapshotUser(user: User, { facility, enrolledIn, classNames, isDeleted }: Ties): SnapshotUser {
  const held = user.roles.filter(({ collection }) => collection === facility.id).map(({ kind }) => kind);
  const roles = FACILITY_ROLES.filter((kind) => held.includes(kind));
  return {
    id: user.id,
    username: user.username,
    fullName: user.full_name ?? '',
    gender: user.gender ?? '',
    birthYear: user.birth_year ?? '',
    identifier: user.id_number ?? '',
    userType: userTypeOf(roles),
    isAdmin: roles.includes('admin'),
    roles,
    isSuperuser: user.is_superuser,
    enrolledIn,
    assignedTo: user.roles.flatMap(({ kind, collection }) =>
      kind === 'coach' ? (classNames.get(collection) ?? []) : [],
    ),
    isDeleted,
  };
}

/** What the server's export writes (section 5). */
function userTypeOf(kinds: readonly FacilityRole[]): UserType {
  if (kinds.includes('admin')) return 'ADMIN';
  if (kinds.includes('coach')) return 'FACILITY_COACH';
  return kinds.includes('classroom assignable coach') ? 'CLASS_COACH' : 'LEARNER';
}
