import { isAdminOf, mayCoach } from '../session/caller.ts';
import { newId } from '../store/newId.ts';
import type { Collection } from '../store/rows.ts';
import { demandTexts, objectOf, textOf } from '../wire/fields.ts';
import { idOf } from '../wire/idOf.ts';
import { paged } from '../wire/paged.ts';
import { refuseCode, refuseField } from '../wire/refusal.ts';
import { emptyReply, jsonReply, type KolibriReply } from '../wire/reply.ts';
import type { KolibriCall, KolibriRoute } from '../wire/route.ts';
import { classRow, groupRow } from './classRow.ts';

type Kind = Collection['kind'];

/** Classes and their groups (Kolibri protocol, section 2.4). */
export const CLASS_ROUTES: readonly KolibriRoute[] = [
  ...routesFor('classroom', '/api/auth/classroom/', 'Classroom'),
  ...routesFor('learnergroup', '/api/auth/learnergroup/', 'Learner Group'),
];

function routesFor(kind: Kind, pattern: string, name: string): readonly KolibriRoute[] {
  return [
    {
      pattern,
      view: `${name} List`,
      csrf: 'session',
      answers: { GET: (call) => list(call, kind), POST: (call) => create(call, kind) },
    },
    {
      pattern: `${pattern}:id/`,
      view: `${name} Instance`,
      csrf: 'session',
      answers: {
        GET: (call) => jsonReply(row(call, found(call, kind))),
        PUT: (call) => rename(call, kind),
        PATCH: (call) => rename(call, kind),
        DELETE: (call) => remove(call, kind),
      },
    },
  ];
}

function row({ context }: KolibriCall, place: Collection): unknown {
  return place.kind === 'classroom' ? classRow(context.school, place) : groupRow(context.school, place);
}

function visible({ context, caller }: KolibriCall, kind: Kind): readonly Collection[] {
  const { school } = context;
  return [...school.collections.values()].filter((place) => {
    if (place.kind !== kind || caller === undefined) return false;
    const classroom = kind === 'classroom' ? place.id : place.parent;
    return mayCoach(school, caller, classroom) || school.isMember(caller.id, place.id);
  });
}

function list(call: KolibriCall, kind: Kind): KolibriReply {
  const { context, caller, query } = call;
  const { school } = context;
  const parent = query.get('parent');
  const known = parent === null || parent === '' || isParent(call, kind, parent);
  if (!known)
    refuseField(
      'INVALID_CHOICE',
      'Select a valid choice. That choice is not one of the available choices.',
      'parent',
    );
  const role = query.get('role');
  const wanted = visible(call, kind).filter((place) => {
    if (parent !== null && parent !== '' && place.parent !== idOf(parent)) return false;
    if (role === null || role === '' || caller === undefined) return true;
    if (isAdminOf(school, caller, school.facilityOf(place.id))) return true;
    return school
      .rolesOf(caller.id)
      .some(({ kind: has, collection }) => has === role && collection === place.id);
  });
  return paged(call, wanted, (place) => row(call, place));
}

function isParent({ context }: KolibriCall, kind: Kind, parent: string): boolean {
  const id = idOf(parent) ?? '';
  if (kind === 'classroom') return context.school.facilities.has(id);
  return context.school.collections.get(id)?.kind === 'classroom';
}

function found(call: KolibriCall, kind: Kind): Collection {
  const id = idOf(call.path['id'] ?? '');
  return visible(call, kind).find((place) => place.id === id) ?? refuseCode(404, 'NOT_FOUND', call.view);
}

function demandRight({ context, caller, view }: KolibriCall, kind: Kind, parent: string | undefined): void {
  if (caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', view);
  const { school } = context;
  const may =
    parent !== undefined &&
    (kind === 'classroom' ? isAdminOf(school, caller, parent) : mayCoach(school, caller, parent));
  if (!may) refuseCode(403, 'PERMISSION_DENIED', view);
}

function create(call: KolibriCall, kind: Kind): KolibriReply {
  const { school } = call.context;
  if (call.caller === undefined) refuseCode(403, 'NOT_AUTHENTICATED', call.view);
  const fields = objectOf(call.body);
  demandTexts(fields, [{ field: 'name', most: 100 }]);
  const name = textOf(fields, 'name') ?? '';
  const given = textOf(fields, 'parent');
  const parent = given === undefined ? undefined : idOf(given);
  if (given !== undefined && (parent === undefined || !isParent(call, kind, given)))
    refuseField('DOES_NOT_EXIST', `Invalid pk "${given}" - object does not exist.`, 'parent');
  if (parent !== undefined) demandFreeName(call, kind, parent, name, undefined);
  demandRight(call, kind, parent);
  const place: Collection = { id: newId(), kind, name, parent: parent ?? '' };
  school.collections.set(place.id, place);
  call.context.changed();
  return jsonReply(row(call, place), 201);
}

/** Unlike an import, the API takes upper and lower case for different names. */
function demandFreeName(
  { context }: KolibriCall,
  kind: Kind,
  parent: string,
  name: string,
  self: string | undefined,
): void {
  const taken = [...context.school.collections.values()].some(
    (place) => place.kind === kind && place.parent === parent && place.name === name && place.id !== self,
  );
  if (taken) refuseField('UNIQUE', 'The fields parent, name must make a unique set.');
}

function rename(call: KolibriCall, kind: Kind): KolibriReply {
  const place = found(call, kind);
  demandRight(call, kind, place.parent);
  const fields = objectOf(call.body);
  demandTexts(fields, [{ field: 'name', required: false, most: 100 }]);
  const name = textOf(fields, 'name') ?? place.name;
  demandFreeName(call, kind, place.parent, name, place.id);
  place.name = name;
  call.context.changed();
  return jsonReply(row(call, place));
}

function remove(call: KolibriCall, kind: Kind): KolibriReply {
  const place = found(call, kind);
  demandRight(call, kind, place.parent);
  call.context.school.removeCollection(place.id);
  call.context.changed();
  return emptyReply(204);
}
