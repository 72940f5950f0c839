import type { Collection } from '../store/rows.ts';
import type { School } from '../store/school.ts';

/** A class as the API shows it; of its coaches only the role at the facility (Kolibri protocol, section 2.4). */
export function classRow(school: School, place: Collection): Readonly<Record<string, unknown>> {
  const people = [...school.users.values()].filter(({ dateDeleted }) => dateDeleted === null);
  const coaches = people.filter((user) =>
    school.rolesOf(user.id).some(({ collection, kind }) => collection === place.id && kind === 'coach'),
  );
  return {
    id: place.id,
    name: place.name,
    parent: place.parent,
    learner_count: people.filter(({ id }) => school.isMember(id, place.id)).length,
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
