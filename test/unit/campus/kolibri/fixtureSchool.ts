import { newId } from '../../../../src/core/campus/kolibri/store/newId.ts';
import type { Facility, User } from '../../../../src/core/campus/kolibri/store/rows.ts';
import { School } from '../../../../src/core/campus/kolibri/store/school.ts';
import type { ImportFixture } from '../../../kolibri/importVectors.ts';

const NOW = '2026-01-01T00:00:00.000000Z';

export type FixtureSchool = {
  readonly school: School;
  readonly facility: Facility;
  readonly caller: User;
  /** The id of the person whose username is exactly this. */
  readonly idOf: (username: string) => string;
};

/** The school of the recorded rosters, without a server. */
export function fixtureSchool(fixture: ImportFixture): FixtureSchool {
  const school = new School();
  const facility = addFacility(school, fixture.facility);
  school.defaultFacility = facility.id;
  const classes = new Map<string, string>();
  for (const name of fixture.classes) {
    const id = newId();
    school.collections.set(id, { id, kind: 'classroom', name, parent: facility.id });
    classes.set(name, id);
  }
  const caller = addUser(school, facility, {
    ...fixture.caller,
    id_number: '',
  });
  caller.isSuperuser = true;
  school.addRole(caller.id, facility.id, 'admin');
  const ids = new Map([[caller.username, caller.id]]);
  for (const person of fixture.users) {
    const user = addUser(school, facility, person);
    ids.set(user.username, user.id);
    for (const name of person.member_of) school.addMembership(user.id, classes.get(name) ?? '');
    if (person.facility_role) school.addRole(user.id, facility.id, person.facility_role);
    for (const name of person.coach_of) school.addRole(user.id, classes.get(name) ?? '', 'coach');
    if (person.then) user.dateDeleted = NOW;
  }
  const other = addFacility(school, fixture.other_facility.name);
  for (const person of fixture.other_facility.users) {
    const user = addUser(school, other, { ...person, gender: '', birth_year: '', id_number: '' });
    ids.set(user.username, user.id);
  }
  return {
    school,
    facility,
    caller,
    idOf: (username) => {
      const id = ids.get(username);
      if (id === undefined) throw new Error(`Nobody is called ${username}.`);
      return id;
    },
  };
}

function addFacility(school: School, name: string): Facility {
  const facility: Facility = {
    id: newId(),
    name,
    dataset: {
      id: newId(),
      learnerCanEditUsername: true,
      learnerCanEditName: true,
      learnerCanEditPassword: true,
      learnerCanSignUp: true,
      learnerCanDeleteAccount: true,
      learnerCanLoginWithNoPassword: false,
      showDownloadButtonInLearn: true,
      registered: false,
      preset: 'nonformal',
    },
    lastSuccessfulSync: null,
    lastFailedSync: null,
    portalRegistered: false,
  };
  school.facilities.set(facility.id, facility);
  return facility;
}

type Values = {
  readonly username: string;
  readonly full_name: string;
  readonly gender: string;
  readonly birth_year: string;
  readonly id_number: string;
};

function addUser(school: School, facility: Facility, values: Values): User {
  const user: User = {
    id: newId(),
    facility: facility.id,
    username: values.username,
    fullName: values.full_name,
    idNumber: values.id_number,
    gender: values.gender,
    birthYear: values.birth_year,
    password: null,
    isSuperuser: false,
    dateJoined: NOW,
    dateDeleted: null,
  };
  school.users.set(user.id, user);
  return user;
}
