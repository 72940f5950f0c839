import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adoptFile } from '../../../src/core/adopt/adoptFile.ts';
import { canHandOver } from '../../../src/core/adopt/canHandOver.ts';
import { recogniseFile } from '../../../src/core/adopt/recogniseFile.ts';
import { startCampus, type Campus } from '../../../src/core/campus/campus.ts';
import { createCodioClient } from '../../../src/core/codio/codioClient.ts';
import { coursePage } from '../../../src/core/codio/coursePage.ts';
import { DEFAULT_FILE_NAME } from '../../../src/core/exports/file/fileName.ts';
import { JobEngine } from '../../../src/core/exports/run/jobEngine.ts';
import { Ledger } from '../../../src/core/exports/job/ledger.ts';
import { createHttp } from '../../../src/core/platform/http.ts';
import type { CoursePlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { placesOf } from './placesOf.ts';

const noStop = new AbortController().signal;

describe('an export that the sample campus has no endpoint for', () => {
  let folder: string;
  let campus: Campus;
  let client: PlatformClient;
  let course: CoursePlace;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-handover-'));
    campus = await startCampus({
      stateDir: join(folder, 'campus'),
      faults: { taskMs: 0, burst: 100_000, noEndpoint: '/export/' },
    });
    const { clientId, clientSecret, ...addresses } = campus.codio;
    client = createCodioClient({
      connection: { platform: 'codio', id: 'c', name: 'Campus', ...addresses, sample: true },
      credentials: { platform: 'codio', clientId, clientSecret },
      http: createHttp({ userAgent: 'Lectern/test' }),
    });
    const [first] = (await placesOf(client, 'course')).flat();
    assert.ok(first);
    course = first;
  });
  after(async () => {
    await campus.close();
    await rm(folder, { recursive: true });
  });

  const saved = async (link: string): Promise<string> => {
    const page = coursePage(campus.codio, course.id);
    assert.ok(page);
    const html = await (await fetch(page)).text();
    assert.ok(html.includes(`href="export/${link}"`), link);
    const path = join(folder, link);
    await writeFile(path, Buffer.from(await (await fetch(new URL(`export/${link}`, page))).arrayBuffer()));
    return path;
  };

  for (const [kind, link] of [
    ['accessData', 'access.csv'],
    ['blueprints', 'blueprints.json'],
    ['coachLogs', 'coach.csv'],
    ['llmLogs', 'llm.csv'],
    ['sources', 'sources.zip'],
    ['coursework', 'coursework.zip'],
    ['assessments', 'assessments.zip'],
  ] as const)
    it(`${kind}: its page gives the right file`, async () => {
      const found = await recogniseFile(await saved(link), noStop);
      assert.ok(found.outcome === 'known', JSON.stringify(found));
      assert.equal(found.kind, kind);
    });

  it('fails so that the browser is offered, and the file of the page takes its place', async () => {
    const ledger = new Ledger(join(folder, 'jobs'));
    const jobs = new JobEngine({
      ledger,
      port: () => Promise.resolve(client.exports),
      settings: () => ({ folder: join(folder, 'exports'), fileName: DEFAULT_FILE_NAME, simultaneous: 1 }),
      log: () => undefined,
    });
    try {
      const request = { kind: 'coachLogs', course: { id: course.id, name: course.name } } as const;
      const { id } = await jobs.start('c', request);
      await jobs.idle();
      const failed = jobs.job(id)?.job;
      assert.ok(failed && canHandOver(failed), JSON.stringify(failed?.state));
      const { job } = await adoptFile({
        path: await saved('coach.csv'),
        connectionId: 'c',
        request,
        folder: join(folder, 'exports'),
        fileName: DEFAULT_FILE_NAME,
        record: (done) => jobs.record(done),
        now: new Date(),
        signal: noStop,
      });
      await jobs.remove(id);
      assert.deepEqual(await ledger.read(), [job]);
    } finally {
      await jobs.dispose();
    }
  });
});
