import * as v from 'valibot';
import { fail } from '../platform/failure.ts';
import type { HttpReply, HttpRequest } from '../platform/http.ts';
import type { LiveRole, RosterPort, UserFields } from '../platform/rosterPort.ts';
import type { Sleep } from '../platform/sleep.ts';
import { isImportUnderWay, runServerImport } from './importJob.ts';
import { liveUser, readFacilityState, UserRow } from './readFacilityState.ts';
import { readJson } from './readJson.ts';
import { replyFailure } from './replyFailure.ts';
import type { KolibriSession } from './session.ts';

const Made = v.object({ id: v.string() });
const UserList = v.array(UserRow);
const AnyList = v.array(v.unknown());
/** Ids in one address: with more it grows past what proxies take. */
const IDS_A_REQUEST = 100;
/** New memberships or roles in one body: the server takes about 5 ms for each. */
const TIES_A_REQUEST = 500;
/** Of a state, which needs everybody. */
const STATE_PAGE_SIZE = 500;

export type KolibriRosterOptions = {
  readonly baseUrl: string;
  readonly session: KolibriSession;
  readonly sleep: Sleep;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** What can be changed in the facilities of one server (Kolibri protocol, sections 2.3, 2.4 and 6). */
export function createKolibriRoster({ baseUrl, session, sleep, now }: KolibriRosterOptions): RosterPort {
  const auth = `${baseUrl}/api/auth`;
  const work = { baseUrl, session, sleep };
  const ask = (
    method: HttpRequest['method'],
    url: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<HttpReply> =>
    session.send({ method, url, ...(body !== undefined && { body: JSON.stringify(body) }) }, signal);
  const write = async (
    method: HttpRequest['method'],
    url: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<HttpReply> => {
    const reply = await ask(method, url, signal, body);
    if (reply.status >= 200 && reply.status < 300) return reply;
    return fail(replyFailure(reply));
  };
  const inParts = async <T>(
    items: readonly T[],
    size: number,
    each: (part: readonly T[]) => Promise<unknown>,
  ): Promise<void> => {
    for (let at = 0; at < items.length; at += size) await each(items.slice(at, at + size));
  };

  return {
    async demandRights(facility, signal) {
      const { superuser, facilityId } = await session.administrator(signal);
      if (!superuser && facilityId !== facility.id) fail({ kind: 'forbidden', needs: 'facilityAdmin' });
    },

    async state(facility, signal, onUsers) {
      const caller = await session.administrator(signal);
      const options = { http: session, baseUrl, caller, now, pageSize: STATE_PAGE_SIZE };
      return readFacilityState({ ...options, ...(onUsers && { onUsers }) }, facility, signal);
    },

    importsNow: (facility, signal) => isImportUnderWay(work, facility.id, signal),

    async findUser(facility, username, signal) {
      const query = `member_of=${facility.id}&search=${encodeURIComponent(username)}`;
      const found = readJson(await ask('GET', `${auth}/facilityuser/?${query}`, signal), UserList);
      const user = found.find((each) => each.username === username);
      return user && liveUser(user, false);
    },

    async createUser(facility, user, password, signal) {
      const body = { ...wireFields(user), password, facility: facility.id };
      return readJson(await write('POST', `${auth}/facilityuser/`, signal, body), Made).id;
    },

    async updateUser(id, { password, ...fields }, signal) {
      const body = { ...wireFields(fields), ...(password !== undefined && { password }) };
      await write('PATCH', `${auth}/facilityuser/${id}/`, signal, body);
    },

    removeUsers: (ids, signal) =>
      inParts(ids, IDS_A_REQUEST, (part) =>
        write('DELETE', `${auth}/facilityuser/?by_ids=${part.join(',')}`, signal),
      ),

    restoreUsers: (ids, signal) =>
      inParts(ids, IDS_A_REQUEST, (part) =>
        write('POST', `${auth}/deletedfacilityuser/restore/?by_ids=${part.join(',')}`, signal, {}),
      ),

    async createClass(facility, name, signal) {
      const body = { name, parent: facility.id };
      return readJson(await write('POST', `${auth}/classroom/`, signal, body), Made).id;
    },

    async hasWork(classId, signal) {
      for (const list of ['lessons/lesson', 'exams/exam']) {
        const reply = await ask('GET', `${baseUrl}/api/${list}/?collection=${classId}`, signal);
        if (readJson(reply, AnyList).length > 0) return true;
      }
      return false;
    },

    async removeClass(id, signal) {
      await write('DELETE', `${auth}/classroom/${id}/`, signal);
    },

    // Always arrays: a single one that exists already is a fault of the server, in an array it is passed over.
    enrol: (memberships, signal) =>
      inParts(memberships, TIES_A_REQUEST, (part) =>
        write(
          'POST',
          `${auth}/membership/`,
          signal,
          part.map(({ user, collection }) => ({ user, collection })),
        ),
      ),

    unenrol: (classId, userIds, signal) =>
      inParts(userIds, IDS_A_REQUEST, (part) =>
        write('DELETE', `${auth}/membership/?collection=${classId}&user_ids=${part.join(',')}`, signal),
      ),

    giveRoles: (roles, signal) =>
      inParts(roles, TIES_A_REQUEST, (part) =>
        write(
          'POST',
          `${auth}/role/`,
          signal,
          part.map(({ user, collection, kind }) => ({ user, collection, kind })),
        ),
      ),

    takeRole: ({ kind, collection }: LiveRole, userIds, signal) =>
      inParts(userIds, IDS_A_REQUEST, (part) =>
        write(
          'DELETE',
          `${auth}/role/?collection=${collection}&kind=${encodeURIComponent(kind)}&user_ids=${part.join(',')}`,
          signal,
        ),
      ),

    serverImport: (order, signal, onFraction) => runServerImport(work, order, signal, onFraction),
  };
}

/** The names that the server has for the fields of a user; only of those that are given. */
function wireFields(fields: Partial<UserFields>): Readonly<Record<string, string>> {
  const { username, fullName, identifier, birthYear, gender } = fields;
  return {
    ...(username !== undefined && { username }),
    ...(fullName !== undefined && { full_name: fullName }),
    ...(identifier !== undefined && { id_number: identifier }),
    ...(birthYear !== undefined && { birth_year: birthYear }),
    ...(gender !== undefined && { gender }),
  };
}
