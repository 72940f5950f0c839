import { isAdminOf } from '../session/caller.ts';
import type { User } from '../store/rows.ts';
import { idOf } from '../wire/idOf.ts';
import { paged } from '../wire/paged.ts';
import { refuseCode } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { filterUsers, hasUserFilter } from './filterUsers.ts';
import { userRow } from './userRow.ts';

/** People who are marked as deleted: list, restore, purge (Kolibri protocol, section 2.3). */
export const DELETED_USER_ROUTES: readonly KolibriRoute[] = [
  {
    pattern: '/api/auth/deletedfacilityuser/restore/',
    view: 'Restore',
    csrf: 'session',
    answers: { POST: restore },
  },
  {
    pattern: '/api/auth/deletedfacilityuser/',
    view: 'Deleted Facility User List',
    csrf: 'session',
    answers: { GET: list },
  },
  {
    pattern: '/api/auth/deletedfacilityuser/:id/',
    view: 'Deleted Facility User Instance',
    csrf: 'session',
    answers: { GET: detail, DELETE: purge },
  },
];

function deleted({ context, caller }: KolibriCall): readonly User[] {
  const { school } = context;
  return [...school.users.values()].filter(
    (user) => user.dateDeleted !== null && isAdminOf(school, caller, user.facility),
  );
}

function list(call: KolibriCall): KolibriReply {
  const { school } = call.context;
  return paged(call, filterUsers(school, deleted(call), call.query), ({ user, roles }) =>
    userRow(school, user, roles),
  );
}

function found(call: KolibriCall): User {
  const id = idOf(call.path['id'] ?? '');
  return deleted(call).find((user) => user.id === id) ?? refuseCode(404, 'NOT_FOUND', call.view);
}

function detail(call: KolibriCall): KolibriReply {
  return jsonReply(userRow(call.context.school, found(call)));
}

function purge(call: KolibriCall): KolibriReply {
  call.context.school.purgeUser(found(call).id);
  call.context.changed();
  return emptyReply(204);
}

/** Also if somebody has taken the name meanwhile: then there are two of it. */
function restore(call: KolibriCall): KolibriReply {
  const { context, caller, query, view } = call;
  if (caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', view);
  if (!hasUserFilter(query)) return emptyReply(400);
  const users = filterUsers(context.school, deleted(call), query);
  if (users.length === 0) refuseCode(404, 'NOT_FOUND', view);
  for (const { user } of users) user.dateDeleted = null;
  context.changed();
  return emptyReply(204);
}
