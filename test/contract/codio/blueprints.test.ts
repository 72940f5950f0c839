import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readBlueprints } from '../../../src/core/blueprints/file/readBlueprints.ts';
import { addBlueprints } from '../../../src/core/blueprints/send/addBlueprints.ts';
import { startCampus, type Campus } from '../../../src/core/campus/campus.ts';
import { createCodioClient } from '../../../src/core/codio/codioClient.ts';
import type { CourseBlueprints } from '../../../src/core/platform/courseBlueprints.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import type { CoursePlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { failsWith } from '../../unit/platform/failsWith.ts';
import { placesOf } from './placesOf.ts';

const noStop = new AbortController().signal;
const SEEDED = ['Learning Objectives', 'Coding problem'];

describe("the campus's own blueprints endpoint", () => {
  let folder: string;
  let campus: Campus;
  let course: CoursePlace;
  let client: PlatformClient;
  let blueprints: CourseBlueprints;

  const connect = (sample: boolean): PlatformClient => {
    const { clientId, clientSecret, oauthBaseUrl, apiBaseUrl } = campus.codio;
    return createCodioClient({
      connection: {
        platform: 'codio',
        id: 'c',
        name: 'Campus',
        oauthBaseUrl,
        apiBaseUrl,
        ...(sample && { sample }),
      },
      credentials: { platform: 'codio', clientId, clientSecret },
      http: createHttp({ userAgent: 'Lectern/test' }),
    });
  };
  const open = async (): Promise<void> => {
    campus = await startCampus({ stateDir: join(folder, 'campus'), faults: { burst: 100_000 } });
    client = connect(true);
    assert.ok(client.blueprints);
    ({ blueprints } = client);
  };
  const sandbox = async (method: string, path: string, body?: Uint8Array): Promise<Response> =>
    fetch(`${campus.origin}/__sandbox${path}`, {
      method,
      headers: { 'X-Sandbox': '1' },
      ...(body && { body: Buffer.from(body) }),
    });
  const exported = async (): Promise<string> => {
    const begun = await client.exports.begin({ kind: 'blueprints', course }, noStop);
    assert.ok(begun.step === 'file');
    return text((await client.exports.open(begun.file, undefined, noStop)).body);
  };
  const add = (file: string): Promise<number> => blueprints.add(course, Buffer.from(file), noStop);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-blueprints-'));
    await open();
    const [first] = (await placesOf(client, 'course')).flat();
    assert.ok(first);
    course = first;
  });
  beforeEach(async () => {
    await sandbox('POST', '/reset');
  });
  after(async () => {
    await campus.close();
    await rm(folder, { recursive: true });
  });

  it('is there for the campus, and for no other server', () => {
    const hosted = connect(false);
    assert.equal(hosted.blueprints, undefined);
    assert.ok(client.exports.kinds.includes('blueprints'));
    assert.ok(!hosted.exports.kinds.includes('blueprints'));
  });

  it('adds, replaces nothing, and keeps what it does not understand', async () => {
    const entry =
      '{"name":"Coding problem",  "content":"Ünï **x**", "id": 12345678901234567890, "who": [1e400]}';
    await add(`[${entry}]`);
    await add(`{ "version": 3, "items": [${entry}] }`);
    assert.deepEqual(await blueprints.names(course, noStop), [...SEEDED, 'Coding problem', 'Coding problem']);
    const file = await exported();
    assert.equal(file.split(entry).length, 3, 'the entry is there twice, as it came');
    const page = `${campus.codio.portalBaseUrl}/home/teacher/${course.id}/export/blueprints.json`;
    assert.equal(await (await fetch(page)).text(), file, 'the page gives the same file');
  });

  it('sends the rest of what a server took a part of', async () => {
    const turned = await sandbox('POST', '/faults', Buffer.from('{"blueprintsTaken":2}'));
    assert.equal(turned.status, 200);
    const all = ['A', 'B', 'C', 'D', 'E'];
    const file = await readBlueprints(
      Buffer.from(JSON.stringify(all.map((name) => ({ name, content: `# ${name}` })))),
    );
    const first = await addBlueprints(blueprints, { course, file, chosen: new Set([0, 1, 2, 3, 4]) }, noStop);
    assert.equal(first.failure?.kind, 'serverFault');
    assert.deepEqual([...first.added], [0, 1]);
    assert.equal((await addBlueprints(blueprints, first.sending, noStop)).failure, undefined);
    assert.deepEqual(await blueprints.names(course, noStop), [...SEEDED, ...all]);
  });

  it('gives the entries of a map their names', async () => {
    await add(
      '{"A \\"quoted\\" one": {"content": "# A", "x": {}}, "B": {"layout": "1-panel", "title": "Own"}, "version": 1}',
    );
    assert.deepEqual(await blueprints.names(course, noStop), [...SEEDED, 'A "quoted" one', 'Own']);
  });

  it('takes what two clients add at once, and a file in UTF-16', async () => {
    const wide = Buffer.from('\ufeff[{"name":"Wide","content":"ā"}]', 'utf16le');
    await Promise.all([
      add('[{"name":"One","content":"a"}]'),
      add('[{"name":"Two","content":"b"}]'),
      blueprints.add(course, wide, noStop),
    ]);
    const names = await blueprints.names(course, noStop);
    assert.deepEqual(names.slice(2).sort(), ['One', 'Two', 'Wide']);
  });

  it('counts one without a name too', async () => {
    await add('[{"content":"a"},{"name":"Named","content":"b"}]');
    assert.deepEqual(await blueprints.names(course, noStop), [...SEEDED, '', 'Named']);
  });

  it('keeps what was added over a restart', async () => {
    await add('[{"name":"Kept","content":"a"}]');
    await campus.close();
    await open();
    assert.deepEqual(await blueprints.names(course, noStop), [...SEEDED, 'Kept']);
  });

  it('refuses what is no blueprints file, says where, and adds nothing of it', async () => {
    for (const [bad, column] of [
      ['', 1],
      ['[', 1],
      ['{"a":1}', 1],
      ['[]', 1],
      ['[{"name":"a","content":"b"},]', 28],
    ] as const)
      await failsWith(add(bad), {
        kind: 'badInput',
        detail: `This is no blueprints file (line 1, column ${column}).`,
      });
    assert.deepEqual(await blueprints.names(course, noStop), SEEDED);
  });

  it('knows no other course, and no page of a browser gets in', async () => {
    const nowhere = { id: 'nowhere', name: 'Nowhere' };
    await failsWith(blueprints.names(nowhere, noStop), { kind: 'gone', missing: 'place' });
    const without = await fetch(`${campus.origin}/__sandbox/courses/${course.id}/blueprints`);
    assert.equal(without.status, 403);
  });
});
