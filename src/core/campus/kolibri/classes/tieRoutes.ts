import { isAdminOf, mayCoach } from '../session/caller.ts';
import { ROLE_KINDS, type Membership, type Role, type RoleKind } from '../store/rows.ts';
import { isFields, objectOf, textOf, type Fields } from '../wire/fields.ts';
import { idOf } from '../wire/idOf.ts';
import { errorPage } from '../wire/pages.ts';
import { paged } from '../wire/paged.ts';
import { refuseCode, refuseField, refuseFields, refuseText, refuseWith } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';

type Kind = 'membership' | 'role';
type Tie = Membership | Role;
type Wanted = { readonly user: string; readonly collection: string; readonly kind: RoleKind | undefined };

/** Who belongs to what, and who is what where (Kolibri protocol, section 2.4): single objects and lists differ. */
export const TIE_ROUTES: readonly KolibriRoute[] = (['membership', 'role'] as const).flatMap((kind) => [
  {
    pattern: `/api/auth/${kind}/`,
    view: kind === 'role' ? 'Role List' : 'Membership List',
    csrf: 'session' as const,
    answers: {
      GET: (call) => paged(call, filtered(call, kind), tieRow),
      POST: (call) => create(call, kind),
      DELETE: (call) => removeMany(call, kind),
    },
  } satisfies KolibriRoute,
  {
    pattern: `/api/auth/${kind}/:id/`,
    view: kind === 'role' ? 'Role Instance' : 'Membership Instance',
    csrf: 'session' as const,
    answers: {
      GET: (call) => jsonReply(tieRow(found(call, kind))),
      DELETE: (call) => {
        const tie = found(call, kind);
        demandRight(call, tie.collection);
        remove(call, tie);
        return emptyReply(204);
      },
    },
  } satisfies KolibriRoute,
]);

function tieRow(tie: Tie): unknown {
  const { id, collection, user } = tie;
  return 'kind' in tie ? { id, kind: tie.kind, collection, user } : { id, collection, user };
}

function visible({ context, caller }: KolibriCall, kind: Kind): readonly Tie[] {
  const { school } = context;
  const all: readonly Tie[] = kind === 'role' ? [...school.roles.values()] : [...school.memberships.values()];
  return all.filter(
    ({ user, collection }) =>
      caller !== undefined &&
      (caller.id === user ||
        isAdminOf(school, caller, school.facilityOf(collection)) ||
        mayCoach(school, caller, collection)),
  );
}

function filtered(call: KolibriCall, kind: Kind): readonly Tie[] {
  const { query } = call;
  const user = query.get('user');
  const collection = query.get('collection');
  const users = query.get('user_ids')?.split(',');
  const roleKind = kind === 'role' ? query.get('kind') : null;
  return visible(call, kind).filter(
    (tie) =>
      (user === null || tie.user === idOf(user)) &&
      (collection === null || tie.collection === idOf(collection)) &&
      (users === undefined || users.includes(tie.user)) &&
      (roleKind === null || ('kind' in tie && tie.kind === roleKind)),
  );
}

function found(call: KolibriCall, kind: Kind): Tie {
  const id = idOf(call.path['id'] ?? '');
  return visible(call, kind).find((tie) => tie.id === id) ?? refuseCode(404, 'NOT_FOUND', call.view);
}

function demandRight({ context, caller, view }: KolibriCall, collection: string): void {
  const { school } = context;
  const place = school.collections.get(collection);
  const may =
    isAdminOf(school, caller, school.facilityOf(collection)) ||
    (place?.kind === 'learnergroup' && mayCoach(school, caller, place.parent));
  if (!may) refuseCode(403, 'PERMISSION_DENIED', view);
}

/** One that exists already breaks the server; in a list it is passed over. */
function create(call: KolibriCall, kind: Kind): KolibriReply {
  const { context, body, caller, view } = call;
  if (caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', view);
  const items = body.as === 'json' && Array.isArray(body.value) ? body.value : undefined;
  const wanted = (items ?? [objectOf(body)]).map((item) => read(call, kind, isFields(item) ? item : {}));
  for (const each of wanted) {
    if (kind === 'role') demandKind(call, each, items === undefined);
    else demandMember(call, each);
    demandRight(call, each.collection);
  }
  const added = wanted.filter((each) => !exists(call, kind, each));
  if (items === undefined && added.length === 0) return refuseWith(errorPage(500));
  const { school } = context;
  const rows = added.map(({ user, collection, kind: role }) =>
    role === undefined ? school.addMembership(user, collection) : school.addRole(user, collection, role),
  );
  context.changed();
  return jsonReply(items === undefined ? rows.map(tieRow)[0] : rows.map(tieRow), 201);
}

function read({ context }: KolibriCall, kind: Kind, fields: Fields): Wanted {
  const { school } = context;
  const names = kind === 'role' ? ['user', 'collection', 'kind'] : ['user', 'collection'];
  const missing = names.filter((name) => fields[name] === undefined);
  if (missing.length > 0)
    refuseFields(missing.map((field) => ({ code: 'REQUIRED', field, message: 'This field is required.' })));
  const idIn = (name: string, isKnown: (id: string) => boolean): string => {
    const given = textOf(fields, name) ?? '';
    const id = idOf(given) ?? '';
    if (!isKnown(id)) refuseField('DOES_NOT_EXIST', `Invalid pk "${given}" - object does not exist.`, name);
    return id;
  };
  const user = idIn('user', (id) => school.users.has(id));
  const collection = idIn('collection', (id) => school.facilityOf(id) !== undefined);
  if (kind === 'membership') return { user, collection, kind: undefined };
  const given = textOf(fields, 'kind') ?? '';
  const role = ROLE_KINDS.find((each) => each === given);
  return {
    user,
    collection,
    kind: role ?? refuseField('INVALID_CHOICE', `"${given}" is not a valid choice.`, 'kind'),
  };
}

function demandKind({ context }: KolibriCall, { collection, kind }: Wanted, alone: boolean): void {
  if (context.school.facilities.has(collection) || kind === 'coach') return;
  if (alone) refuseWith(errorPage(500));
  refuseField('INVALID', 'Invalid role kind');
}

/** Nobody is a member of a facility but by being of it, nor of a group but through its class. */
function demandMember({ context }: KolibriCall, { user, collection }: Wanted): void {
  const { school } = context;
  const place = school.collections.get(collection);
  const fits = place?.kind === 'classroom' || (place !== undefined && school.isMember(user, place.parent));
  if (!fits) refuseText('Invalid membership');
}

function exists({ context }: KolibriCall, kind: Kind, { user, collection, kind: role }: Wanted): boolean {
  const { school } = context;
  if (kind === 'membership') return school.isMember(user, collection);
  return school.rolesOf(user).some((each) => each.collection === collection && each.kind === role);
}

function removeMany(call: KolibriCall, kind: Kind): KolibriReply {
  const { caller, query, view } = call;
  if (caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', view);
  const filters = ['user', 'collection', 'user_ids', ...(kind === 'role' ? ['kind'] : [])];
  if (!filters.some((name) => query.has(name))) return emptyReply(400);
  for (const tie of filtered(call, kind)) {
    demandRight(call, tie.collection);
    remove(call, tie);
  }
  return emptyReply(204);
}

function remove({ context }: KolibriCall, tie: Tie): void {
  if ('kind' in tie) context.school.removeRole(tie);
  else context.school.removeMembership(tie);
  context.changed();
}
