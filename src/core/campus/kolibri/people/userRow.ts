import type { Role, User } from '../store/rows.ts';
import type { School } from '../store/school.ts';

/** A person as the API shows him (Kolibri protocol, section 2.3). `roles` may be trimmed by a filter. */
export function userRow(
  school: School,
  user: User,
  roles: readonly Role[] = school.rolesOf(user.id),
): Readonly<Record<string, unknown>> {
  return {
    id: user.id,
    username: user.username,
    full_name: user.fullName,
    facility: user.facility,
    id_number: user.idNumber,
    gender: user.gender,
    birth_year: user.birthYear,
    extra_demographics: null,
    date_joined: user.dateJoined,
    picture_password: null,
    ...(user.dateDeleted !== null && { date_deleted: user.dateDeleted }),
    is_superuser: user.isSuperuser,
    roles: roles.map(({ id, kind, collection }) => ({ collection, kind, id })),
  };
}
