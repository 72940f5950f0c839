import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkOnServer } from '../../../src/core/roster/run/check/checkOnServer.ts';
import type { CheckState, ImportState } from '../../../src/core/roster/run/importRun.ts';
import { isAsPreviewed } from '../../../src/core/roster/run/outcome/runOutcome.ts';
import type { HttpRequest } from '../../../src/core/platform/http.ts';
import { failureFrom } from '../../failureFrom.ts';
import { openImportStage, type ImportStage } from './importStage.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, http, never, placesBelow, serverUrl } from './server.ts';
import { watchedHttp } from './watchedHttp.ts';
import { sessionHeaders } from './sessionHeaders.ts';

/** A school to change: five learners, three coaches, one of them of the whole facility. */
const SCHOOL = [
  ',ada,pw-ada1,Ada,LEARNER,X1,2010,FEMALE,Blue,',
  ',bob,pw-bob1,Bob,LEARNER,,,,Blue,',
  ',cem,pw-cem1,Cem,LEARNER,,,,"Blue,Red",',
  ',dua,pw-dua1,Dua,LEARNER,,,,,',
  ',eli,pw-eli1,Eli,LEARNER,,,,Red,',
  ',kim,pw-kim1,Kim,CLASS_COACH,,,,,"Blue,Red"',
  ',leo,pw-leo1,Leo,FACILITY_COACH,,,,,Blue',
  ',mia,pw-mia1,Mia,CLASS_COACH,,,,Red,Red',
];

const DONE = { kind: 'done', asPreviewed: true, report: 'report' };

/** How a run ended, but for its rows. */
function endOf(states: readonly ImportState[]): unknown {
  const last = states.at(-1);
  if (last?.kind !== 'done') return last;
  const { kind, asPreviewed, report } = last;
  return { kind, asPreviewed, report };
}

/** Whether these credentials open a session; a password that was changed must. */
async function canSignIn(username: string, password: string, facility: string): Promise<boolean> {
  const reply = await fetch(`${serverUrl()}/api/auth/session/?prevalidate=true`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password, facility }),
  });
  return reply.status === 200;
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('Kolibri: importing a roster', function () {
  // The real server hashes every password twice.
  this.timeout(90_000);
  let stage: ImportStage;
  let onSend: ((request: HttpRequest) => void) | undefined;
  const watched = watchedHttp({
    ...http,
    send(request, signal) {
      onSend?.(request);
      return http.send(request, signal);
    },
  });
  before(async () => (stage = await openImportStage({ http: watched })));
  afterEach(() => stage.clear());
  after(() => stage.close());

  const opened = async (): Promise<ReadonlyMap<string, string>> => {
    assert.deepEqual(endOf(await stage.run(await stage.order(SCHOOL, { skipsCheck: true }))), DONE);
    return stage.ids();
  };
  const told = async (...names: readonly string[]): Promise<readonly string[]> =>
    (await stage.told()).filter((line) => names.some((name) => line.replace('(', '').startsWith(`${name}|`)));

  it('creates users with roles, classes and everything else of their rows', async () => {
    const before = await stage.told();
    const states = await stage.run(
      await stage.order([
        ',nia,pw-nia,Nia Long,LEARNER,a7,2011,female,New A,',
        ',obi,pw-obi,,CLASS_COACH,,,,,"New A,New B"',
        ',pam,pw-pam,Pam,ADMIN,,,NOT_SPECIFIED,,',
        ',ray,pw-ray,Ray,FACILITY_COACH,,,,,new b',
      ]),
    );
    assert.deepEqual(
      states.map(({ kind }) => kind),
      ['reading', 'checking', 'agrees', 'reading', 'backingUp', 'writing', 'comparing', 'done'],
    );
    assert.deepEqual(endOf(states), DONE);
    assert.deepEqual(
      (await stage.told()).filter((line) => !before.includes(line)),
      [
        'class New A',
        'class New B',
        'nia|Nia Long|A7|2011|FEMALE||New A',
        'obi|||||classroom assignable coach+coach of New A+coach of New B|',
        'pam|Pam|||NOT_SPECIFIED|admin|',
        'ray|Ray||||coach+coach of New B|',
      ],
    );
    assert.ok(await canSignIn('nia', 'pw-nia', stage.facility.id));
  });

  it('does what the server’s own import gets wrong', async () => {
    const ids = await opened();
    const id = (name: string): string => ids.get(name)!;
    const order = await stage.order([
      // Classes alone, which the server's import would take without giving the new ones.
      `${id('ada')},ada,*,Ada,LEARNER,X1,2010,FEMALE,Red,`,
      // Renamed, by case alone, and two who swap their names.
      `${id('bob')},bobby,*,Bob,LEARNER,,,,Blue,`,
      `${id('cem')},CEM,*,Cem,LEARNER,,,,"Blue,Red",`,
      `${id('dua')},eli,*,Dua,LEARNER,,,,,`,
      `${id('eli')},dua,*,Eli,LEARNER,,,,Red,`,
      // Coach to learner, facility coach to class coach, class coach to facility coach who keeps a class.
      `${id('kim')},kim,*,Kim,LEARNER,,,,Green,Blue`,
      `${id('leo')},leo,*,Leo,CLASS_COACH,,,,,Red`,
      `${id('mia')},mia,*,Mia,FACILITY_COACH,,,,Red,Red`,
    ]);
    assert.equal(order.plan.counts.problem, 0);
    assert.deepEqual(endOf(await stage.run(order)), DONE, JSON.stringify(stage.outcome().comparison));
    assert.deepEqual(await told('ada', 'bobby', 'CEM', 'dua', 'eli', 'kim', 'leo', 'mia', 'bob', 'cem'), [
      'CEM|Cem||||' + '|Blue+Red',
      'ada|Ada|X1|2010|FEMALE||Red',
      'bobby|Bob||||' + '|Blue',
      'dua|Eli||||' + '|Red',
      'eli|Dua||||' + '|',
      'kim|Kim||||' + '|Green',
      'leo|Leo||||classroom assignable coach+coach of Red|',
      'mia|Mia||||coach+coach of Red|Red',
    ]);
    const after = await stage.ids();
    assert.equal(after.get('eli'), ids.get('dua'));
    assert.equal(after.get('dua'), ids.get('eli'));
  });

  it('changes fields and passwords, and gives a learner a role', async () => {
    const ids = await opened();
    const id = (name: string): string => ids.get(name)!;
    const order = await stage.order(
      [
        `${id('ada')},ada,changed-1,Ada Lovelace,LEARNER,,1815,,Blue,`,
        `${id('bob')},bob,*,Bob,CLASS_COACH,,,,Blue,Blue`,
        `${id('dua')},dua,*,Dua,ADMIN,,,,,`,
      ].map((line) => line.replace(',1815,', ',1915,')),
    );
    assert.deepEqual(endOf(await stage.run(order)), DONE);
    assert.deepEqual(await told('ada', 'bob', 'dua'), [
      'ada|Ada Lovelace||1915|' + '||Blue',
      'bob|Bob||||classroom assignable coach+coach of Blue|Blue',
      'dua|Dua||||admin|',
    ]);
    assert.ok(await canSignIn('ada', 'changed-1', stage.facility.id));
    assert.ok(await canSignIn('bob', 'pw-bob1', stage.facility.id));
  });

  it('removes whom no row names and empties classes, if asked to, and nobody while a row is wrong', async () => {
    const ids = await opened();
    const kept = [
      `${ids.get('ada')!},ada,*,Ada,LEARNER,X1,2010,FEMALE,Blue,`,
      `${ids.get('kim')!},kim,*,Kim,CLASS_COACH,,,,,Blue`,
    ];
    const before = await stage.told();
    const wrong = await stage.order([...kept, `${ids.get('bob')!},bob,*,Bob,NOBODY,,,,Blue,`], {
      removes: true,
    });
    assert.deepEqual((await stage.run(wrong)).at(-1), {
      kind: 'failed',
      failure: { kind: 'badInput', detail: 'problems' },
    });
    const empty = await stage.order([], { removes: true });
    assert.equal((await stage.run(empty)).at(-1)?.kind, 'failed');
    assert.deepEqual(await stage.told(), before);

    const order = await stage.order(kept, { removes: true });
    assert.deepEqual(order.plan.removals.map(({ username }) => username).sort(), [
      'bob',
      'cem',
      'dua',
      'eli',
      'leo',
      'mia',
    ]);
    assert.deepEqual(endOf(await stage.run(order)), DONE, JSON.stringify(stage.outcome().comparison));
    const { users } = await stage.state();
    assert.deepEqual(
      users
        .filter(({ isDeleted }) => !isDeleted)
        .map(({ username }) => username)
        .sort(),
      [school.otherFacility.head.username, 'ada', 'kim'].sort(),
    );
  });

  it('restores a deleted user of whom nothing else changes', async () => {
    const ids = await opened();
    await stage.port.removeUsers([ids.get('bob')!], never);
    const order = await stage.order([`${ids.get('bob')!},bob,*,Bob,LEARNER,,,,Red,`]);
    assert.deepEqual(endOf(await stage.run(order)), DONE);
    assert.deepEqual(await told('bob'), ['bob|Bob||||' + '|Red']);
  });

  it('sends rows that REST refuses through the server’s own import, alone, or leaves them out', async () => {
    const name = `n${'x'.repeat(35)}`;
    const lines = [`,${name},pw-long1,Long,LEARNER,,,,New A,`, ',short,pw-short,Short,LEARNER,,,,New A,'];
    const out = await stage.order(lines, { allowsServerImport: false });
    assert.equal(out.plan.counts.byServer, 1);
    assert.deepEqual(endOf(await stage.run(out)), DONE);
    assert.deepEqual(stage.outcome().plan.leftOut, [{ row: 1, line: 2, username: name }]);
    assert.equal((await told(name)).length, 0);

    const order = await stage.order([lines[0]!]);
    assert.deepEqual(endOf(await stage.run(order)), DONE, JSON.stringify(stage.outcome()));
    assert.deepEqual(await told(name), [`${name}|Long||||` + '|New A']);
    assert.ok(await canSignIn(name, 'pw-long1', stage.facility.id));
  });

  it('has the server try the file without passwords, and stops at a difference', async () => {
    const order = await stage.order([
      ',nia,pw-secret9,Nia,LEARNER,,,,,',
      ',obi,pw-secret8,Obi,LEARNER,,3500,,,',
    ]);
    const around = { port: stage.port, facility: stage.facility, now: Date.now };
    const last = async (more: Partial<typeof order>): Promise<CheckState | undefined> => {
      let state: CheckState | undefined;
      for await (const each of checkOnServer({ ...order, ...more }, around, never)) state = each;
      return state;
    };
    watched.requests.splice(0);
    assert.deepEqual(await last({}), { kind: 'agrees', rows: 2 });
    const uploads = watched.requests.map(({ body }) => String(body ?? ''));
    const upload = uploads.find((body) => body.includes('csvfile'))!;
    assert.ok(upload.includes(',nia,xxxxxxxxxx,') && !upload.includes('pw-secret'));
    // As if nia had been there when the snapshot was taken.
    const [head] = order.snapshot.users;
    const users = [...order.snapshot.users, { ...head!, id: 'f'.repeat(32), username: 'nia' }];
    assert.deepEqual(await last({ snapshot: { ...order.snapshot, users } }), {
      kind: 'disagrees',
      rows: 2,
      differences: [
        { row: 1, field: 'USERNAME', expected: 'Username is duplicated', said: undefined },
        { row: undefined, field: 'users.created', expected: '1', said: '2' },
      ],
    });
  });

  it('writes nothing when the facility has changed since the preview', async () => {
    const order = await stage.order([',nia,pw-nia,Nia,LEARNER,,,,,']);
    const fields = { username: 'nia', fullName: '', identifier: '', birthYear: '', gender: '' };
    await stage.port.createUser(stage.facility, fields, 'pw-other', never);
    const states = await stage.run(order);
    assert.equal(states.at(-1)?.kind, 'stale');
    assert.equal(states.length, 2);
  });

  it('writes nothing while an import of the facility is under way on the server', async () => {
    const order = await stage.order([',nia,pw-nia,Nia,LEARNER,,,,,'], { skipsCheck: true });
    const slow = watchedHttp({
      ...http,
      // As the server tells of another administrator's import.
      async send(request, signal) {
        const reply = await http.send(request, signal);
        if (request.method !== 'GET' || !request.url.endsWith('/api/tasks/tasks/')) return reply;
        const job = {
          id: 'a'.repeat(32),
          type: 'kolibri.core.auth.tasks.importusersfromcsv',
          status: 'RUNNING',
          facility_id: stage.facility.id,
          kwargs: { dryrun: false },
        };
        return { ...reply, text: JSON.stringify([job]) };
      },
    });
    const busy = clientOf(school.superuser, { http: slow });
    assert.equal(await busy.roster!.importsNow(stage.facility, never), true);
    assert.equal(await busy.roster!.importsNow({ id: 'b', name: '' }, never), false);
    assert.equal(await stage.port.importsNow(stage.facility, never), false);
    const other = await openImportStage({ http: slow });
    assert.equal((await other.run(order)).at(-1)?.kind, 'busy');
    await other.close();
    await busy.close();
  });

  it('asks for the right to administer this very facility', async () => {
    const head = clientOf(school.otherFacility.head);
    await head.roster!.demandRights(stage.facility, never);
    const places = await placesBelow(stage.client, undefined, 'facility');
    const home = places.find(({ name }) => name === school.facility)!;
    assert.deepEqual(await failureFrom(head.roster!.demandRights(home, never)), {
      kind: 'forbidden',
      needs: 'facilityAdmin',
    });
    await head.close();
  });

  it('can be stopped between two steps, and tells what was done', async () => {
    const order = await stage.order(SCHOOL, { skipsCheck: true });
    const stop = new AbortController();
    onSend = ({ method, url }) => {
      if (method === 'POST' && url.endsWith('/facilityuser/')) stop.abort();
    };
    const states = await stage.run(order, stop.signal);
    onSend = undefined;
    assert.deepEqual(endOf(states), { ...DONE, asPreviewed: false });
    const outcome = stage.outcome();
    assert.equal(outcome.isWhole, false);
    assert.equal(isAsPreviewed(outcome), false);
    const { users } = await stage.state();
    const there = new Set(users.map(({ username }) => username));
    const missing = outcome.comparison.differences.filter(({ aspect }) => aspect === 'user');
    assert.deepEqual(
      missing.map(({ who }) => who),
      order.plan.changes.map(({ username }) => username).filter((name) => !there.has(name)),
    );
    assert.ok(missing.length > 0 && missing.length < SCHOOL.length);
  });

  it('backs up before it writes, and keeps no password anywhere', async () => {
    const before = await stage.told();
    await opened();
    const { backup } = stage.outcome().record;
    assert.deepEqual((await readdir(backup)).sort(), [
      'classes.json',
      'memberships.json',
      'roles.json',
      'users.csv',
      'users.json',
    ]);
    const users: unknown = JSON.parse(await readFile(join(backup, 'users.json'), 'utf8'));
    assert.ok(Array.isArray(users) && users.length === before.filter((line) => line.includes('|')).length);
    const files = await filesBelow(stage.folder);
    assert.ok(files.some((file) => file.endsWith('journal.jsonl')));
    for (const file of files) assert.doesNotMatch(await readFile(file, 'utf8'), /pw-/, file);
  });

  describe('undone', () => {
    it('brings users, classes, enrolments and roles back to the backup', async () => {
      const ids = await opened();
      const id = (name: string): string => ids.get(name)!;
      const places = (await stage.state()).classes;
      const blue = places.find(({ name }) => name === 'Blue')!.id;
      await inGroup(blue, 'Pairs', [id('ada')]);
      const before = await stage.told();
      const order = await stage.order(
        [
          `${id('ada')},ada,new-pw-1,Ada L.,LEARNER,X2,2011,,"Red,Green",`,
          `${id('bob')},cem,*,Bob,LEARNER,,,,Blue,`,
          `${id('cem')},bob,*,Cem,CLASS_COACH,,,,"Blue,Red",Green`,
          `${id('kim')},kim,*,Kim,LEARNER,,,,,`,
          `${id('leo')},leo,*,Leo,CLASS_COACH,,,,,Red`,
          `${id('mia')},mia,*,Mia,FACILITY_COACH,,,,Red,"Red,Blue"`,
          ',new,pw-new1,New,LEARNER,,,,Green,',
        ],
        { removes: true },
      );
      assert.deepEqual(endOf(await stage.run(order)), DONE, JSON.stringify(stage.outcome().comparison));
      const { undo, states } = await stage.undo();
      assert.deepEqual(undo.limits, [{ kind: 'password', who: 'ada' }]);
      assert.deepEqual(endOf(states), DONE, JSON.stringify(stage.outcome()));
      const after = await stage.told();
      assert.deepEqual(
        after.filter((line) => !line.startsWith('(')),
        before,
      );
      // A deleted user waits for a month, in case.
      assert.deepEqual(
        after.filter((line) => line.startsWith('(')).map((line) => line.split('|')[0]),
        ['(new'],
      );
    });

    it('leaves what somebody has changed since, and says so', async () => {
      const ids = await opened();
      const order = await stage.order([
        `${ids.get('ada')!},ada,*,Ada L.,LEARNER,X1,2010,FEMALE,Green,`,
        ',new,pw-new1,New,LEARNER,,,,Green,',
      ]);
      assert.deepEqual(endOf(await stage.run(order)), DONE);
      const green = (await stage.state()).classes.find(({ name }) => name === 'Green')!.id;
      await stage.port.updateUser(ids.get('ada')!, { fullName: 'Ada Again' }, never);
      await stage.port.enrol([{ user: ids.get('bob')!, collection: green }], never);
      const { undo, states } = await stage.undo();
      assert.deepEqual(undo.limits, [
        { kind: 'changedSince', who: 'ada' },
        { kind: 'classInUse', who: 'Green' },
      ]);
      assert.deepEqual(endOf(states), DONE, JSON.stringify(stage.outcome()));
      assert.deepEqual(await told('ada', 'bob'), [
        'ada|Ada Again|X1|2010|FEMALE||Blue',
        'bob|Bob||||' + '|Blue+Green',
      ]);
    });
  });

  /** A group, which no users file knows of. */
  async function inGroup(parent: string, name: string, users: readonly string[]): Promise<void> {
    const reply = await fetch(`${serverUrl()}/api/auth/learnergroup/`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(await sessionHeaders(serverUrl(), school.superuser)),
      },
      body: JSON.stringify({ name, parent }),
    });
    const { id } = (await reply.json()) as { id: string };
    await stage.port.enrol(
      users.map((user) => ({ user, collection: id })),
      never,
    );
  }
});
