import { newId } from '../store/newId.ts';
import { hashPassword } from '../store/passwords.ts';
import type { School } from '../store/school.ts';
import type { Facility, User } from '../store/rows.ts';
import type { Wanted } from './matchRows.ts';
import type { ImportPlan } from './planImport.ts';

/**
 * Stage F: carries a plan out (Kolibri protocol, section 6.5), with what is strange about it: classes and roles come only to people
 * who are new or have changed, while everybody in the file loses the classes that his row does not name.
 *
 * @param now an ISO date, for those who are new
 */
export async function applyImport(
  school: School,
  facility: Facility,
  plan: ImportPlan,
  now: string,
): Promise<void> {
  const { accepted, matched } = plan;
  for (const { id } of plan.usersToDelete) school.purgeUser(id);
  for (const { id } of plan.classesToClear)
    for (const row of [...school.memberships.values()])
      if (row.collection === id) school.removeMembership(row);

  const saved = new Map<string, User>();
  for (const wanted of matched.created)
    saved.set(wanted.username, await create(school, facility, wanted, now));
  for (const { user, wanted } of matched.updated) {
    await update(user, wanted);
    saved.set(user.username, user);
  }
  for (const [kind, usernames] of accepted.roles) {
    for (const username of usernames) {
      const user = saved.get(username);
      if (user) school.addRole(user.id, facility.id, kind);
    }
  }
  const classes = new Map(plan.knownClasses.map(({ name, id }) => [name, id]));
  for (const name of plan.newClasses) {
    const id = newId();
    school.collections.set(id, { id, kind: 'classroom', name, parent: facility.id });
    classes.set(name, id);
  }
  const each = (
    lists: ReadonlyMap<string, readonly string[]>,
    act: (user: User, id: string) => void,
  ): void => {
    for (const [name, usernames] of lists) {
      const id = classes.get(name);
      for (const username of id === undefined ? [] : usernames) {
        const user = saved.get(username);
        if (user && id !== undefined) act(user, id);
      }
    }
  };
  each(accepted.enrolled, (user, id) => {
    if (!school.isMember(user.id, id)) school.addMembership(user.id, id);
  });
  each(accepted.assigned, (user, id) => school.addRole(user.id, id, 'coach'));
  for (const user of matched.kept) {
    keepOnly(school, user, accepted.enrolled, accepted.assigned);
  }
}

async function create(school: School, facility: Facility, wanted: Wanted, now: string): Promise<User> {
  const { password, ...values } = wanted;
  const user: User = {
    id: newId(),
    facility: facility.id,
    ...values,
    password: await hashPassword(password ?? ''),
    isSuperuser: false,
    dateJoined: now,
    dateDeleted: null,
  };
  school.users.set(user.id, user);
  return user;
}

async function update(user: User, wanted: Wanted): Promise<void> {
  const { password, ...values } = wanted;
  Object.assign(user, values, { dateDeleted: null });
  if (password !== null) user.password = await hashPassword(password);
}

/** Takes away the classes that the file does not name for this person. */
function keepOnly(
  school: School,
  user: User,
  enrolled: ReadonlyMap<string, readonly string[]>,
  assigned: ReadonlyMap<string, readonly string[]>,
): void {
  const isNamed = (lists: ReadonlyMap<string, readonly string[]>, name: string): boolean =>
    lists.get(name)?.includes(user.username) === true;
  for (const row of school.membershipsOf(user.id)) {
    const place = school.collections.get(row.collection);
    if (place?.kind === 'classroom' && !isNamed(enrolled, place.name)) school.removeMembership(row);
  }
  for (const row of school.rolesOf(user.id)) {
    const place = school.collections.get(row.collection);
    if (place?.kind === 'classroom' && !isNamed(assigned, place.name)) school.removeRole(row);
  }
}
