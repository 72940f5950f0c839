import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const SCHOOL_FILE = join(import.meta.dirname, '..', 'test', 'contract', 'kolibri', 'school.json');

/** The people and classes of the test server, as data; the tests compare with the same file. */
export async function readSchool() {
  return JSON.parse(await readFile(SCHOOL_FILE, 'utf8'));
}

/** Where nothing is installed, ids of contents and channels mean nothing: any will do. */
const hex = (start) => start.padEnd(32, '0');
const CHANNEL = hex('c0');

/**
 * Fills a freshly provisioned server with the school, through its own API. Usage logs have none: they are returned, for the caller to
 * put where they belong.
 */
export async function seedSchool(baseUrl, school) {
  const api = await signIn(baseUrl, school.superuser);
  const [home] = await api('GET', '/api/auth/facility/');

  const classIds = new Map();
  for (const name of school.classes) {
    classIds.set(name, (await api('POST', '/api/auth/classroom/', { name, parent: home.id })).id);
  }
  const userIds = new Map();
  const addUser = async (facility, { username, full_name, password, ...rest }) => {
    const { id_number = '', birth_year = '', gender = '' } = rest;
    const user = { username, full_name, password, facility, id_number, birth_year, gender };
    const { id } = await api('POST', '/api/auth/facilityuser/', user);
    userIds.set(username, id);
    return id;
  };
  const roles = [];
  for (const person of school.staff) {
    const user = await addUser(home.id, person);
    if (person.role) roles.push({ user, kind: person.role, collection: home.id });
    for (const name of person.coaches ?? [])
      roles.push({ user, kind: 'coach', collection: classIds.get(name) });
  }
  const memberships = [];
  for (const learner of school.learners) {
    const user = await addUser(home.id, { ...learner, password: school.learnerPassword });
    for (const name of learner.classes) memberships.push({ user, collection: classIds.get(name) });
  }

  const groupIds = new Map();
  const groupMemberships = [];
  for (const { name, class: place, learners } of school.groups) {
    const group = await api('POST', '/api/auth/learnergroup/', { name, parent: classIds.get(place) });
    groupIds.set(name, group.id);
    for (const username of learners)
      groupMemberships.push({ user: userIds.get(username), collection: group.id });
  }

  const { name, classes, head } = school.otherFacility;
  await api('POST', '/api/auth/facility/create_facility/', { name, preset: 'formal' });
  const other = (await api('GET', '/api/auth/facility/')).find((facility) => facility.id !== home.id);
  for (const each of classes) await api('POST', '/api/auth/classroom/', { name: each, parent: other.id });
  roles.push({ user: await addUser(other.id, head), kind: 'admin', collection: other.id });

  // Arrays: a single object that exists already would be a 500.
  await api('POST', '/api/auth/membership/', memberships);
  // Of a group only who is in its class already.
  await api('POST', '/api/auth/membership/', groupMemberships);
  await api('POST', '/api/auth/role/', roles);
  for (const lesson of school.lessons)
    await api('POST', '/api/lessons/lesson/', lessonBody(lesson, classIds.get(lesson.class), groupIds));
  for (const quiz of school.quizzes)
    await api('POST', '/api/exams/exam/', quizBody(quiz, classIds.get(quiz.class)));
  await api('DELETE', '/api/auth/session/current/');
  return school.logs.map((log) => logRow(log, home.id, userIds));
}

function lessonBody({ title, active, resources, group }, collection, groupIds) {
  return {
    title,
    collection,
    active,
    resources: Array.from({ length: resources }, (_, at) => ({
      content_id: hex(`a${at + 1}`),
      contentnode_id: hex(`b${at + 1}`),
      channel_id: CHANNEL,
    })),
    assignments: [group === undefined ? collection : groupIds.get(group)],
  };
}

function quizBody({ title, state, questions }, collection) {
  const section = {
    section_title: '',
    description: '',
    learners_see_fixed_order: false,
    questions: Array.from({ length: questions }, (_, at) => ({
      exercise_id: hex(`b${at + 1}`),
      question_id: hex(`d${at + 1}`),
      title: `Question ${at + 1}`,
      counter_in_exercise: at + 1,
    })),
  };
  return {
    title,
    collection,
    assignments: [collection],
    question_sources: [section],
    draft: state === 'draft',
    active: state === 'active',
  };
}

/** A log as the sample campus takes it: times in milliseconds since 1970. */
function logRow({ type, user, content, kind, start, end, spent, progress, completion }, facility, userIds) {
  return {
    type,
    facility,
    user: user === null ? null : userIds.get(user),
    channelId: CHANNEL,
    contentId: hex(content),
    kind,
    start: Date.parse(start),
    end: Date.parse(end),
    completion: completion === undefined ? null : Date.parse(completion),
    offset: 0,
    timeSpent: spent,
    progress,
  };
}

async function signIn(baseUrl, { username, password }) {
  const cookies = new Map();
  const api = async (method, path, body) => {
    const reply = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(cookies.size > 0 && {
          Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'X-CSRFToken': cookies.get('kolibri_csrftoken'),
        }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await reply.text();
    if (!reply.ok)
      throw new Error(`Kolibri answered ${reply.status} to ${method} ${path}: ${text.slice(0, 300)}`);
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) cookies.set(name, value);
    }
    return text === '' ? undefined : JSON.parse(text);
  };
  await api('POST', '/api/auth/session/', { username, password });
  return api;
}
