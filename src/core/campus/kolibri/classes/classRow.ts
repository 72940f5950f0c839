import type { Collection } from '../store/rows.ts';
import type { School } from '../store/school.ts';

/** A class as the API shows it; of its coaches only the role at the facility (Kolibri protocol, section 2.4). */
export function classRow(school: School, place: Collection): Readonly<Record<string, unknown>> {
  // From the few ties of the class to its people: looking at everybody for each class takes half a minute in a large school.
  const coachIds = new Set<string>();
  for (const { user, collection, kind } of school.roles.values())
    if (collection === place.id && kind === 'coach') coachIds.add(user);
  const coaches =
    coachIds.size === 0
      ? []
      : [...school.users.values()].filter(({ id, dateDeleted }) => dateDeleted === null && coachIds.has(id));
  const learnerIds = new Set<string>();
  for (const { user, collection } of school.memberships.values())
    if (collection === place.id && school.users.get(user)?.dateDeleted === null) learnerIds.add(user);
  return {
    id: place.id,
    name: place.name,
    parent: place.parent,
    learner_count: learnerIds.size,
    coaches: coaches.map((user) => ({
      id: user.id,
      facility: user.facility,
      is_superuser: user.isSuperuser,
      full_name: user.fullName,
      username: user.username,
      roles: school
        .rolesOf(user.id)
        .filter(({ collection }) => collection === user.facility)
        .map(({ id, kind, collection }) => ({ kind, collection, id })),
    })),
  };
}

/** A group as the API shows it. */
export function groupRow(school: School, place: Collection): Readonly<Record<string, unknown>> {
  const members = [...school.users.values()].filter(
    ({ id, dateDeleted }) => dateDeleted === null && school.isMember(id, place.id),
  );
  return { id: place.id, name: place.name, parent: place.parent, user_ids: members.map(({ id }) => id) };
}
