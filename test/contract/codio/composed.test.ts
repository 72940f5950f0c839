import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import type { Job } from '../../../src/core/exports/job/job.ts';
import { JobEngine } from '../../../src/core/exports/run/jobEngine.ts';
import { readParts } from '../../../src/core/exports/parts/jobParts.ts';
import { Ledger } from '../../../src/core/exports/job/ledger.ts';
import type { ExportPlan, ExportPort } from '../../../src/core/platform/exportPort.ts';
import type { ComposedRequest } from '../../../src/core/platform/exportRequest.ts';
import type { CoursePlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient, StartedWork } from '../../../src/core/platform/platformClient.ts';
import { until } from '../../until.ts';
import { untilAborted } from '../../untilAborted.ts';
import { finished, jobEngines } from './jobEngines.ts';
import { placesOf } from './placesOf.ts';
import { startCodioCampus, type CodioCampus } from './startCodioCampus.ts';
import { unzipped } from './unpacked.ts';
import { courseByKey } from './courseByKey.ts';

const noStop = new AbortController().signal;
const manifest = v.object({
  createdAt: v.string(),
  parts: v.array(
    v.object({
      path: v.string(),
      outcome: v.picklist(['saved', 'failed']),
      size: v.optional(v.number()),
      sha256: v.optional(v.string()),
      reason: v.optional(v.string()),
    }),
  ),
});

describe('composed exports of the sample campus', function () {
  // Workspaces are packed and unpacked for real, a dozen in one test.
  this.timeout(180_000);

  let campus: CodioCampus;
  let client: PlatformClient;
  let course: CoursePlace;
  let work: readonly StartedWork[];
  let folder: string;
  const engines = jobEngines('{export}');
  /** When the zip was made that was read last, as it says itself. */
  let madeAt: string;

  before(async () => {
    campus = await startCodioCampus();
    client = campus.client();
    course = await courseByKey(campus, client, 'python');
    const modules = { kind: 'modules', course } as const;
    const [first] = (await placesOf(client, 'module', modules))
      .flat()
      .flatMap(({ assignments }) => assignments);
    assert(first);
    work = (await client.startedWork?.({ course, assignment: first }, noStop)) ?? [];
    assert(work.length > 3);
  });
  beforeEach(async () => {
    await campus.reset();
    await campus.turn({ taskMs: 0 });
    client = campus.client();
    folder = engines.folder();
  });
  after(() => campus.stop());

  const engineOf = (port: ExportPort = client.exports): JobEngine => engines.make(port);
  /** A server that begins so many exports and leaves all others waiting, so that a job stands still half done. */
  const beginning = (count: number): ExportPort => {
    let begun = 0;
    return {
      ...client.exports,
      begin: (request, signal) => {
        begun += 1;
        return begun > count ? untilAborted(signal) : client.exports.begin(request, signal);
      },
    };
  };
  /** The parts of a job that are saved. */
  const savedParts = async (id: string): Promise<number> => {
    const parts = await readParts(new Ledger(join(folder, 'jobs')).parts(id));
    return parts.filter(({ state }) => state.step === 'done').length;
  };
  const studentData = (): ComposedRequest => ({
    kind: 'studentData',
    course: ref(course),
    student: work[0]!.student,
  });
  const plan = async (request: ComposedRequest): Promise<ExportPlan> => {
    const planned = await client.exports.plan?.(request, noStop);
    assert(planned);
    return planned;
  };
  /** Holds every entry of the zip against its manifest. */
  const readZip = async (path: string): Promise<v.InferOutput<typeof manifest>['parts']> => {
    const entries = await unzipped(readFileSync(path));
    const { createdAt, parts } = v.parse(
      manifest,
      JSON.parse(entries.get('manifest.json')?.toString() ?? ''),
    );
    for (const part of parts) {
      if (part.outcome === 'failed') continue;
      const bytes = entries.get(part.path);
      assert(bytes, part.path);
      assert.equal(bytes.length, part.size);
      assert.equal(createHash('sha256').update(bytes).digest('hex'), part.sha256);
    }
    madeAt = createdAt;
    assert.equal(entries.size, 1 + parts.filter(({ outcome }) => outcome === 'saved').length);
    return parts;
  };

  it('packs one student’s course: the CSV and every begun workspace', async () => {
    const request = studentData();
    const { parts, requests } = await plan(request);
    assert(parts.length > 2 && requests > parts.length);
    const engine = engineOf();
    const { id } = await engine.start('k', request, { plan: parts });
    const state = await finished(engine, id);
    assert.deepEqual(state.parts, { total: parts.length, failed: 0 });
    const packed = await readZip(state.file.path);
    assert.equal(packed[0]?.path, 'student.csv');
    assert(packed.slice(1).every(({ path }) => /^workspaces\/.+\.tar\.zst$/.test(path)));
    assert.deepEqual(readdirSync(join(folder, 'exports')), ['Student data.zip'], 'the parts are gone');
    assert.deepEqual(
      readdirSync(join(folder, 'jobs')).filter((name) => !name.endsWith('.json')),
      [],
    );
  });

  it('packs one assignment: the CSV and the workspace of everybody who has begun', async () => {
    const request: ComposedRequest = {
      kind: 'assignmentData',
      course: ref(course),
      assignment: work[0]!.assignment,
    };
    const { parts } = await plan(request);
    assert.equal(parts.length, work.length + 1, 'who has not begun has no workspace');
    const engine = engineOf();
    const { id } = await engine.start('k', request, { plan: parts });
    const packed = await readZip((await finished(engine, id)).file.path);
    assert.equal(packed[0]?.path, 'assignment.csv');
    assert.equal(new Set(packed.map(({ path }) => path)).size, parts.length);
  });

  it('keeps the others when a part fails, says so, and makes only that part again', async () => {
    const request = studentData();
    const { parts } = await plan(request);
    const lost = parts[2]?.request;
    assert(lost?.kind === 'workspace');
    // A start that the server refuses for good.
    await campus.turn({ failTimes: 1, failWith: 403, failPath: lost.assignment.id });
    const engine = engineOf();
    const { id } = await engine.start('k', request, { plan: parts });
    const first = await finished(engine, id);
    assert.deepEqual(first.parts, { total: parts.length, failed: 1 });
    const failed = (await readZip(first.file.path)).filter(({ outcome }) => outcome === 'failed');
    assert.deepEqual(
      failed.map(({ reason }) => reason),
      ['forbidden'],
    );

    await campus.turn({ failTimes: 0 });
    await campus.forgetRequests();
    await engine.retry(id);
    const second = await finished(engine, id);
    assert.deepEqual(second.parts, { total: parts.length, failed: 0 });
    const partial = madeAt;
    await readZip(second.file.path);
    assert(madeAt > partial, 'the manifest says when its own zip was made');
    assert.equal(second.file.path, first.file.path, 'the complete zip takes the place of the partial one');
    assert.notEqual(second.file.sha256, first.file.sha256);
    assert.deepEqual(readdirSync(join(folder, 'exports')), [basename(second.file.path)]);
    const started = (await campus.requests()).filter(({ path }) => /\/download$|\/export\/csv$/.test(path));
    assert.equal(started.length, 1, 'only the lost part was asked for');
  });

  /** A job that lacks one part, which the next try would get. */
  const partialJob = async (): Promise<{
    readonly engine: JobEngine;
    readonly id: string;
    readonly state: Extract<Job['state'], { step: 'done' }>;
  }> => {
    const request = studentData();
    const { parts } = await plan(request);
    const lost = parts[1]?.request;
    assert(lost?.kind === 'workspace');
    await campus.turn({ failTimes: 1, failWith: 403, failPath: lost.assignment.id });
    const engine = engineOf();
    const { id } = await engine.start('k', request, { plan: parts });
    const state = await finished(engine, id);
    assert.equal(state.parts?.failed, 1);
    await campus.turn({ failTimes: 0 });
    return { engine, id, state };
  };

  it('keeps a partial zip that somebody has changed since', async () => {
    const { engine, id, state } = await partialJob();
    appendFileSync(state.file.path, 'a note of mine');
    const changed = readFileSync(state.file.path);
    await engine.retry(id);
    const second = await finished(engine, id);
    assert.equal(second.parts?.failed, 0);
    assert.notEqual(second.file.path, state.file.path);
    await readZip(second.file.path);
    assert.deepEqual(readFileSync(state.file.path), changed);
  });

  it('is the partial export again when its retry is cancelled, and can be retried again', async () => {
    const { engine: first, id, state } = await partialJob();
    await first.dispose();
    const engine = engineOf(beginning(0));
    await engine.refresh();
    await engine.retry(id);
    await until('the retry', () => (engine.job(id)?.progress?.step === 'collecting' ? true : undefined));
    await engine.cancel(id);
    assert.deepEqual(engine.job(id)?.job.state, state);
    await readZip(state.file.path);
    await engine.dispose();
    const other = engineOf();
    await other.refresh();
    await other.retry(id);
    const second = await finished(other, id);
    assert.deepEqual([second.parts?.failed, second.file.path], [0, state.file.path]);
    await readZip(second.file.path);
  });

  it('goes on with the parts that are missing when the editor was closed', async () => {
    const request = studentData();
    const { parts } = await plan(request);
    const saved = 2;
    const one = engineOf(beginning(saved));
    const { id } = await one.start('k', request, { plan: parts });
    await until('the first parts', async () => ((await savedParts(id)) === saved ? true : undefined));
    await one.dispose();
    await campus.forgetRequests();

    const other = engineOf();
    await other.refresh();
    const state = await finished(other, id);
    assert.deepEqual(state.parts, { total: parts.length, failed: 0 });
    await readZip(state.file.path);
    const paths = (await campus.requests())
      .map(({ path }) => path)
      .filter((path) => path.includes('/temporary/'));
    assert.equal(new Set(paths).size, paths.length);
    assert.equal(paths.length, parts.length - saved, 'what was saved is not fetched again');
  });

  it('removes everything when it is cancelled, and begins anew on retry', async () => {
    const request = studentData();
    const { parts } = await plan(request);
    const engine = engineOf(beginning(1));
    const { id } = await engine.start('k', request, { plan: parts });
    await until('the first part', async () => ((await savedParts(id)) === 1 ? true : undefined));
    await engine.cancel(id);
    assert.deepEqual(readdirSync(join(folder, 'exports')), []);
    await engine.dispose();
    const other = engineOf();
    await other.refresh();
    await other.retry(id);
    assert.deepEqual((await finished(other, id)).parts, { total: parts.length, failed: 0 });
  });

  it('fails when no part can be made', async () => {
    const request = studentData();
    const { parts } = await plan(request);
    await campus.turn({ failTimes: 1_000, failWith: 403, failPath: '/courses/' });
    const engine = engineOf();
    const { id } = await engine.start('k', request, { plan: parts });
    await engine.idle();
    const state = engine.job(id)?.job.state;
    assert(state?.step === 'failed' && state.failure.kind === 'forbidden');
  });
});

function ref({ id, name }: CoursePlace): { id: string; name: string } {
  return { id, name };
}
