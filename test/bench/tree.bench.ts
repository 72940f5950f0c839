// Opening a facility of 50,000 users in the tree, against the sample campus: facilities, its classes, one class, the first page of its
// learners. See docs/benchmarks.md.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { say } from '../../scripts/say.ts';
import { startCampus } from '../../src/core/campus/campus.ts';
import { School, SnapshotSchema } from '../../src/core/campus/kolibri/store/school.ts';
import { createKolibriClient } from '../../src/core/kolibri/kolibriClient.ts';
import { createHttp, type Http } from '../../src/core/platform/http.ts';
import type { Place } from '../../src/core/platform/place.ts';
import { Branch } from '../../src/features/courses/branch.ts';
import * as v from 'valibot';
import { printFigures, printTable, rounded } from './figures.ts';

const USERS = Number(process.argv[2] ?? 50_000);
const CLASSES = 400;

const scratch = scratchFolder('tree');

/** Adds classes and learners to the school of a campus that does not run. */
async function fill(): Promise<string> {
  const path = join(scratch.path, 'kolibri', 'school.json');
  const school = School.from(v.parse(SnapshotSchema, JSON.parse(await readFile(path, 'utf8'))));
  const snapshot = school.snapshot();
  const facility = snapshot.defaultFacility ?? '';
  const id = (kind: string, at: number): string => kind + at.toString(16).padStart(31, '0');
  const [pattern] = snapshot.users;
  if (!pattern) throw new Error('Nobody is in the school.');
  for (let at = 0; at < CLASSES; at += 1)
    snapshot.collections.push({ id: id('c', at), kind: 'classroom', name: `Class ${at}`, parent: facility });
  for (let at = 0; at < USERS; at += 1) {
    const user = id('d', at);
    snapshot.users.push({
      ...pattern,
      id: user,
      facility,
      username: `user_${at}`,
      fullName: `Person ${at}`,
      password: null,
      isSuperuser: false,
    });
    snapshot.memberships.push({ id: id('e', at), user, collection: id('c', at % CLASSES) });
  }
  await writeFile(path, JSON.stringify(snapshot));
  return facility;
}

const first = await startCampus({ stateDir: scratch.path });
await fetch(`${first.kolibri.baseUrl}/api/public/info/?v=3`);
await first.close();
const facility = await fill();
const campus = await startCampus({ stateDir: scratch.path });

const asked: string[] = [];
const plain = createHttp({ userAgent: 'Lectern/bench', keepAlive: false });
const counting: Http = {
  send(request, stop) {
    asked.push(`${request.method} ${request.url}`);
    return plain.send(request, stop);
  },
  open: (request, stop) => plain.open(request, stop),
};
const { baseUrl, username, password } = campus.kolibri;
const client = createKolibriClient({
  connection: { platform: 'kolibri', id: 'k', name: 'K', baseUrl },
  credentials: { platform: 'kolibri', username, password },
  http: counting,
});

const rows: (readonly [string, number, number, number])[] = [];
/** Opens a row as the view does; its first rows are there when this is done. */
async function open(what: string, parent?: Place): Promise<readonly Place[]> {
  const before = asked.length;
  const since = performance.now();
  const branch = new Branch(
    (signal) => Promise.resolve(client.children(parent, { archived: false }, signal)),
    () => undefined,
  );
  await branch.ready;
  rows.push([what, performance.now() - since, asked.length - before, branch.places.length]);
  return branch.places;
}
function one<K extends Place['kind']>(
  places: readonly Place[],
  kind: K,
  is: (place: Extract<Place, { kind: K }>) => boolean = () => true,
): Extract<Place, { kind: K }> {
  const found = places.find(
    (place): place is Extract<Place, { kind: K }> =>
      place.kind === kind && is(place as Extract<Place, { kind: K }>),
  );
  if (!found) throw new Error(`There is no ${kind}.`);
  return found;
}

await client.check(new AbortController().signal);
asked.length = 0;
const school = one(await open('facilities'), 'facility', ({ id }) => id === facility);
if (school.userCount < USERS) throw new Error(`The facility has ${school.userCount} users.`);
const classroom = one(await open('classes', school), 'class', ({ name }) => name === 'Class 7');
const learners = one(await open('a class', classroom), 'learners');
await open('its learners', learners);
const twice = asked.length - new Set(asked).size;

say(`${school.userCount} users, ${school.classCount} classes`);
say('');
printTable(
  ['', 'ms', 'requests', 'rows'],
  rows.map(([what, ms, requests, count]) => [what, ms.toFixed(0), requests, count]),
);
say('');
const msOf = (what: string): number => rounded(rows.find(([name]) => name === what)?.[1] ?? 0, 0);
printFigures({
  facilities_ms: msOf('facilities'),
  classes_ms: msOf('classes'),
  class_ms: msOf('a class'),
  learners_ms: msOf('its learners'),
  requests: asked.length,
  asked_twice: twice,
  users: school.userCount,
});
await client.close();
await campus.close();
scratch.remove();
