import { isAdminOf, maySee } from '../session/caller.ts';
import { newId } from '../store/newId.ts';
import type { User } from '../store/rows.ts';
import { demandTexts, objectOf, textOf } from '../wire/fields.ts';
import { isoZ } from '../wire/isoTime.ts';
import { idOf } from '../wire/idOf.ts';
import { paged } from '../wire/paged.ts';
import { refuseCode, refuseField, refuseWith } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { scheduleCleanup } from './cleanupJob.ts';
import { filterUsers, hasUserFilter } from './filterUsers.ts';
import { userFields } from './userFields.ts';
import { userRow } from './userRow.ts';

/** People (Kolibri protocol, section 2.3). Deleting is marking; the mark can be taken off again. */
export const USER_ROUTES: readonly KolibriRoute[] = [
  {
    pattern: '/api/auth/facilityuser/',
    view: 'Facility User List',
    csrf: 'session',
    answers: { GET: list, POST: create, DELETE: deleteMany },
  },
  {
    pattern: '/api/auth/facilityuser/:id/',
    view: 'Facility User Instance',
    csrf: 'session',
    answers: { GET: detail, PUT: change, PATCH: change, DELETE: deleteOne },
  },
  {
    pattern: '/api/auth/usernameavailable',
    view: 'Username Available',
    csrf: 'session',
    answers: { POST: isNameFree },
  },
];

function visible({ context, caller }: KolibriCall): readonly User[] {
  const { school } = context;
  return [...school.users.values()].filter(
    (user) => user.dateDeleted === null && maySee(school, caller, user),
  );
}

function list(call: KolibriCall): KolibriReply {
  const { school } = call.context;
  const found = filterUsers(school, visible(call), call.query);
  return paged(call, found, ({ user, roles }) => userRow(school, user, roles));
}

function found(call: KolibriCall): User {
  const id = idOf(call.path['id'] ?? '');
  const user = visible(call).find((each) => each.id === id);
  return user ?? refuseCode(404, 'NOT_FOUND', call.view);
}

function detail(call: KolibriCall): KolibriReply {
  return jsonReply(userRow(call.context.school, found(call)));
}

async function create(call: KolibriCall): Promise<KolibriReply> {
  const { context, caller, view } = call;
  const { school, clock } = context;
  if (caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', view);
  const fields = objectOf(call.body);
  const facility = textOf(fields, 'facility') ?? caller.facility;
  if (!school.facilities.has(facility)) refuseField('DOES_NOT_EXIST', 'Facility does not exist.', 'facility');
  const values = await userFields(school, fields, { facility, id: undefined }, true);
  if (!isAdminOf(school, caller, facility)) refuseCode(403, 'PERMISSION_DENIED', view);
  const user: User = {
    id: newId(),
    facility,
    username: '',
    fullName: '',
    idNumber: '',
    gender: '',
    birthYear: '',
    password: null,
    isSuperuser: false,
    dateJoined: isoZ(clock.now()),
    dateDeleted: null,
    ...values,
  };
  school.users.set(user.id, user);
  context.changed();
  return jsonReply(userRow(school, user), 201);
}

async function change(call: KolibriCall): Promise<KolibriReply> {
  const { context, caller, view, request } = call;
  const { school } = context;
  const user = found(call);
  const isSelf = caller?.id === user.id;
  if (!isSelf && !isAdminOf(school, caller, user.facility)) refuseCode(403, 'PERMISSION_DENIED', view);
  const values = await userFields(school, objectOf(call.body), user, request.method === 'PUT');
  // A new password ends the sessions of others.
  if (values.password !== undefined && !isSelf) school.endSessions(user.id);
  Object.assign(user, values);
  context.changed();
  return jsonReply(userRow(school, user));
}

function deleteOne(call: KolibriCall): KolibriReply {
  const { context, caller, view } = call;
  const user = found(call);
  if (caller?.id === user.id || !isAdminOf(context.school, caller, user.facility))
    refuseCode(403, 'PERMISSION_DENIED', view);
  markDeleted(call, user);
  return emptyReply(204);
}

function deleteMany(call: KolibriCall): KolibriReply {
  const { context, caller, view, query } = call;
  if (caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', view);
  if (!hasUserFilter(query)) return emptyReply(400);
  const users = filterUsers(context.school, visible(call), query).map(({ user }) => user);
  const mayAll = users.every(
    (user) => user.id !== caller.id && isAdminOf(context.school, caller, user.facility),
  );
  if (!mayAll) refuseCode(403, 'PERMISSION_DENIED', view);
  for (const user of users) markDeleted(call, user);
  return emptyReply(204);
}

function markDeleted({ context }: KolibriCall, user: User): void {
  user.dateDeleted = isoZ(context.clock.now());
  context.school.endSessions(user.id);
  scheduleCleanup(context);
  context.changed();
}

/** The name of a deleted person is free here, though not for an import. */
function isNameFree({ context, body }: KolibriCall): KolibriReply {
  const fields = objectOf(body);
  demandTexts(fields, [{ field: 'username' }, { field: 'facility' }]);
  const facility = textOf(fields, 'facility') ?? '';
  if (!context.school.facilities.has(facility)) refuseWith(jsonReply('Facility not found', 404));
  const lower = textOf(fields, 'username')?.toLowerCase();
  const people = context.school.usersOf(facility, 'without deleted');
  if (people.some(({ username }) => username.toLowerCase() === lower))
    refuseField('USERNAME_ALREADY_EXISTS', 'Username already exists.', 'username');
  return jsonReply(true);
}
