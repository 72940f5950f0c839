import { STUDENT_NAMES } from '../../seed/peopleTable.ts';
import { between, randomOf } from '../../seed/random.ts';
import { seedId } from '../../seed/seedId.ts';
import { newFacility } from '../facilities/newFacility.ts';
import type { Facility, RoleKind, User } from '../store/rows.ts';
import type { School } from '../store/school.ts';
import { isoZ } from '../wire/isoTime.ts';
import { newSchool } from './newSchool.ts';
import { seedLogs } from './seedLogs.ts';
import { seedWork } from './seedWork.ts';

const DAY = 24 * 3_600_000;
const ADMIN = 'admin';

/** The classes of the first facility, and how many of its people each has; the last has nobody yet. */
const CLASSES: readonly (readonly [name: string, learners: number])[] = [
  ['Biology 10', 18],
  ['Physique · 3ᵉ B', 14],
  ['数学 一年级', 12],
  ['Математика 7', 10],
  ['علوم الصف الخامس', 9],
  ['Night School', 0],
];
const STAFF: readonly (readonly [
  username: string,
  name: string,
  role: RoleKind,
  classes: readonly string[],
])[] = [
  ['head', 'Amina Diallo', 'admin', []],
  ['tutor', 'Tomás Núñez', 'coach', []],
  ['cora', 'Cora Coach', 'classroom assignable coach', ['Biology 10', 'Physique · 3ᵉ B']],
  ['sato', '佐藤 先生', 'classroom assignable coach', ['数学 一年级']],
];

/**
 * The invented schools of the campus: two facilities, and two terms that end today. Everything but the administrator's password
 * follows from the seed and the day.
 *
 * @param now milliseconds since 1970; only its day counts
 */
export async function seedSchool(seed: number, password: string, now: number): Promise<School> {
  const today = Math.floor(now / DAY) * DAY;
  const id = (...path: readonly string[]): string => seedId(seed, 'kolibri', ...path);
  const school = await newSchool(
    { facility: 'Lakeside School', username: ADMIN, password },
    today - 400 * DAY,
    {
      facility: id('facility', 'lakeside'),
      dataset: id('dataset', 'lakeside'),
      user: id('user', ADMIN),
    },
  );
  const lakeside = school.facilities.get(id('facility', 'lakeside'));
  if (lakeside === undefined) return school;
  const joined = isoZ(today - 300 * DAY);
  const learners = addLearners(school, lakeside, STUDENT_NAMES.slice(0, 48), seed, joined);
  const classes = addClasses(school, lakeside, CLASSES, learners, seed);
  for (const [username, fullName, role, taught] of STAFF) {
    const user = addPerson(school, lakeside, { id: id('user', username), username, fullName, joined });
    school.addRole(user.id, lakeside.id, role);
    for (const name of taught) school.addRole(user.id, classes.get(name) ?? '', 'coach');
  }
  const left = addPerson(school, lakeside, {
    id: id('user', 'ghost'),
    username: 'ghost',
    fullName: 'Left in Spring',
    joined,
  });
  left.dateDeleted = isoZ(today - 3 * DAY);
  seedWork(school, lakeside, id('user', ADMIN), today, id);

  const north = newFacility('École du Nord', 'formal', {
    facility: id('facility', 'north'),
    dataset: id('dataset', 'north'),
  });
  school.facilities.set(north.id, north);
  const others = addLearners(school, north, STUDENT_NAMES.slice(48), seed, joined);
  addClasses(
    school,
    north,
    [
      ['CM2', 8],
      ['6ᵉ A', 6],
    ],
    others,
    seed,
  );
  const head = addPerson(school, north, {
    id: id('user', 'directrice'),
    username: 'directrice',
    fullName: 'Dominique Roy',
    joined,
  });
  school.addRole(head.id, north.id, 'admin');

  const coach = [...school.users.values()].filter(({ username }) => username === 'cora');
  school.logs = [
    ...seedLogs(seed, lakeside.id, [...learners, ...coach, left], today, 120),
    ...seedLogs(seed, north.id, others, today, 60),
  ];
  return school;
}

function addLearners(
  school: School,
  facility: Facility,
  names: typeof STUDENT_NAMES,
  seed: number,
  joined: string,
): readonly User[] {
  const random = randomOf(`${seed}/kolibri/people/${facility.name}`);
  return names.map(([first, last, login], at) => {
    // Kolibri takes letters, digits and underscores.
    const username = login.replace(/[^a-z0-9]/g, '_').slice(0, 30);
    const user = addPerson(school, facility, {
      id: seedId(seed, 'kolibri', 'user', login),
      username,
      fullName: `${first} ${last}`.slice(0, 120),
      joined,
    });
    user.idNumber = at % 3 === 0 ? `S-${1000 + at}` : '';
    user.birthYear = at % 4 === 3 ? '' : String(between(random, 2008, 2014));
    user.gender = ['FEMALE', 'MALE', '', 'NOT_SPECIFIED'][at % 4] ?? '';
    return user;
  });
}

function addPerson(
  school: School,
  facility: Facility,
  person: {
    readonly id: string;
    readonly username: string;
    readonly fullName: string;
    readonly joined: string;
  },
): User {
  const user: User = {
    id: person.id,
    facility: facility.id,
    username: person.username,
    fullName: person.fullName,
    idNumber: '',
    gender: '',
    birthYear: '',
    // Nobody but the administrator signs in, until somebody gives them a password.
    password: null,
    isSuperuser: false,
    dateJoined: person.joined,
    dateDeleted: null,
  };
  school.users.set(user.id, user);
  return user;
}

/** Classes overlap a little: some learners are in two. */
function addClasses(
  school: School,
  facility: Facility,
  classes: readonly (readonly [name: string, learners: number])[],
  learners: readonly User[],
  seed: number,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  let next = 0;
  for (const [name, count] of classes) {
    const id = seedId(seed, 'kolibri', 'class', facility.name, name);
    school.collections.set(id, { id, kind: 'classroom', name, parent: facility.id });
    ids.set(name, id);
    for (let at = 0; at < count; at += 1) {
      const learner = learners[(next + at) % learners.length];
      if (learner) school.addMembership(learner.id, id);
    }
    next += Math.max(0, count - 4);
  }
  return ids;
}
