import * as v from 'valibot';
import type { Http } from '../platform/http.ts';
import type { Ref } from '../platform/place.ts';
import { ROLE_KINDS, type FacilityState, type LiveRole, type LiveUser } from '../platform/rosterPort.ts';
import type { Administrator } from './administrator.ts';
import { readJson } from './readJson.ts';

const Text = v.optional(v.nullable(v.string()), '');
/** A user, deleted or not. */
export const UserRow = v.object({
  id: v.string(),
  username: v.string(),
  full_name: Text,
  gender: Text,
  birth_year: Text,
  id_number: Text,
  is_superuser: v.optional(v.boolean(), false),
  roles: v.optional(v.array(v.object({ kind: v.string(), collection: v.string() })), []),
});
type UserRow = v.InferOutput<typeof UserRow>;
const UserPage = v.object({ total_pages: v.number(), results: v.array(UserRow) });
const Classes = v.array(v.object({ id: v.string(), name: v.string() }));
const Groups = v.array(
  v.object({ id: v.string(), name: v.string(), parent: v.string(), user_ids: v.array(v.string()) }),
);
const Memberships = v.array(v.object({ user: v.string() }));

/** Pages of an unordered list may repeat or lose somebody. */
const ORDER = { facilityuser: 'username', deletedfacilityuser: '-date_deleted' } as const;

export type StateOptions = {
  readonly http: Http;
  readonly baseUrl: string;
  readonly caller: Administrator;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Users a page. */
  readonly pageSize: number;
  /** Told how many users have been read. */
  readonly onUsers?: (read: number) => void;
};

/**
 * All users, classes, groups, memberships and roles of a facility (Kolibri protocol, sections 2.3 and 2.4): also users that are marked
 * as deleted, which servers before 0.19 do not have. One request for each class, and one for each page of users.
 */
export async function readFacilityState(
  options: StateOptions,
  facility: Ref,
  signal: AbortSignal,
): Promise<FacilityState> {
  const { http, baseUrl, caller, now } = options;
  const get = <T extends v.GenericSchema>(path: string, schema: T): Promise<v.InferOutput<T>> =>
    http
      .send({ method: 'GET', url: `${baseUrl}/api/auth/${path}` }, signal)
      .then((reply) => readJson(reply, schema));
  const takenAt = now();
  const classes = await get(`classroom/?parent=${encodeURIComponent(facility.id)}`, Classes);
  const memberships: { user: string; collection: string }[] = [];
  for (const { id } of classes) {
    const members = await get(`membership/?collection=${encodeURIComponent(id)}`, Memberships);
    for (const user of new Set(members.map((member) => member.user)))
      memberships.push({ user, collection: id });
  }
  // Of all facilities that the caller sees.
  const classIds = new Set(classes.map(({ id }) => id));
  const groups = (await get('learnergroup/', Groups)).filter(({ parent }) => classIds.has(parent));
  const live = await listUsers(options, 'facilityuser', facility, signal);
  const deleted = await listUsers(options, 'deletedfacilityuser', facility, signal);
  return {
    takenAt,
    facility: { id: facility.id, name: facility.name },
    callerId: caller.id,
    users: [
      ...live.users.map((user) => liveUser(user, false)),
      ...deleted.users.map((u) => liveUser(u, true)),
    ],
    classes,
    groups: groups.map(({ id, name, parent, user_ids }) => ({
      id,
      name,
      classId: parent,
      userIds: user_ids,
    })),
    memberships,
    marksDeleted: deleted.isKnown,
  };
}

/** People who join or leave while we read push others onto another page: nobody may be listed twice. */
async function listUsers(
  { http, baseUrl, pageSize, onUsers }: StateOptions,
  resource: 'facilityuser' | 'deletedfacilityuser',
  facility: Ref,
  signal: AbortSignal,
): Promise<{ readonly users: readonly UserRow[]; readonly isKnown: boolean }> {
  const users = new Map<string, UserRow>();
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const query = `member_of=${encodeURIComponent(facility.id)}&ordering=${ORDER[resource]}&page_size=${pageSize}&page=${page}`;
    const reply = await http.send(
      { method: 'GET', url: `${baseUrl}/api/auth/${resource}/?${query}` },
      signal,
    );
    // A server that knows no deleted users; or a page past the end.
    if (reply.status === 404 && page === 1 && resource === 'deletedfacilityuser')
      return { users: [], isKnown: false };
    if (reply.status === 404 && page > 1) break;
    const { total_pages, results } = readJson(reply, UserPage);
    pages = total_pages;
    for (const user of results) users.set(user.id, user);
    if (resource === 'facilityuser') onUsers?.(users.size);
  }
  return { users: [...users.values()], isKnown: true };
}

/** A user as the port gives it. */
export function liveUser(user: UserRow, isDeleted: boolean): LiveUser {
  return {
    id: user.id,
    username: user.username,
    fullName: user.full_name ?? '',
    gender: user.gender ?? '',
    birthYear: user.birth_year ?? '',
    identifier: user.id_number ?? '',
    isSuperuser: user.is_superuser,
    isDeleted,
    roles: user.roles.flatMap(({ kind, collection }): LiveRole[] => {
      const known = ROLE_KINDS.find((each) => each === kind);
      return known === undefined ? [] : [{ kind: known, collection }];
    }),
  };
}
