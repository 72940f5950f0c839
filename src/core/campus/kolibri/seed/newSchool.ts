import { newFacility } from '../facilities/newFacility.ts';
import { newId } from '../store/newId.ts';
import { hashPassword } from '../store/passwords.ts';
import type { User } from '../store/rows.ts';
import { School } from '../store/school.ts';
import { isoZ } from '../wire/isoTime.ts';

/** A freshly provisioned server: one facility, and in it a superuser (Kolibri protocol, section 8.1). */
export type Provision = {
  readonly facility: string;
  readonly username: string;
  readonly password: string;
};

/** The school of such a server. `ids`: fixed ids instead of new ones. */
export async function newSchool(
  { facility: name, username, password }: Provision,
  now: number,
  ids: { readonly facility: string; readonly dataset: string; readonly user: string } = {
    facility: newId(),
    dataset: newId(),
    user: newId(),
  },
): Promise<School> {
  const school = new School();
  const facility = newFacility(name, 'nonformal', ids);
  school.facilities.set(facility.id, facility);
  school.defaultFacility = facility.id;
  const user: User = {
    id: ids.user,
    facility: facility.id,
    username,
    fullName: username,
    idNumber: '',
    gender: 'DEFERRED',
    birthYear: 'DEFERRED',
    password: await hashPassword(password),
    isSuperuser: true,
    dateJoined: isoZ(now),
    dateDeleted: null,
  };
  school.users.set(user.id, user);
  school.addRole(user.id, facility.id, 'admin');
  return school;
}
