import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const SCHOOL_FILE = join(import.meta.dirname, '..', 'test', 'contract', 'kolibri', 'school.json');

/** The people and classes of the test server, as data; the tests compare with the same file. */
export async function readSchool() {
  return JSON.parse(await readFile(SCHOOL_FILE, 'utf8'));
}

/** Fills a freshly provisioned server with the school, through its own API. */
export async function seedSchool(baseUrl, school) {
  const api = await signIn(baseUrl, school.superuser);
  const [home] = await api('GET', '/api/auth/facility/');

  const classIds = new Map();
  for (const name of school.classes) {
    classIds.set(name, (await api('POST', '/api/auth/classroom/', { name, parent: home.id })).id);
  }
  const addUser = async (facility, { username, full_name, password, ...rest }) => {
    const { id_number = '', birth_year = '', gender = '' } = rest;
    const user = { username, full_name, password, facility, id_number, birth_year, gender };
    return (await api('POST', '/api/auth/facilityuser/', user)).id;
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

  const { name, classes, head } = school.otherFacility;
  await api('POST', '/api/auth/facility/create_facility/', { name, preset: 'formal' });
  const other = (await api('GET', '/api/auth/facility/')).find((facility) => facility.id !== home.id);
  for (const each of classes) await api('POST', '/api/auth/classroom/', { name: each, parent: other.id });
  roles.push({ user: await addUser(other.id, head), kind: 'admin', collection: other.id });

  // Arrays: a single object that exists already would be a 500.
  await api('POST', '/api/auth/membership/', memberships);
  await api('POST', '/api/auth/role/', roles);
  await api('DELETE', '/api/auth/session/current/');
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
