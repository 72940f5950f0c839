import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Job } from '../../../src/core/exports/job/job.ts';
import { JobEngine } from '../../../src/core/exports/run/jobEngine.ts';
import type { PartToMake } from '../../../src/core/exports/parts/jobParts.ts';
import type { Renderer } from '../../../src/core/exports/parts/renderer.ts';
import { guidesRenderer } from '../../../src/core/guides/guidesRenderer.ts';
import type { RenderedRequest } from '../../../src/core/platform/exportRequest.ts';
import type { AssignmentPlace, CoursePlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { OPTIONS } from '../../unit/guides/makePdf.ts';
import { readPdf } from '../../unit/guides/readPdf.ts';
import { until } from '../../until.ts';
import { untilAborted } from '../../untilAborted.ts';
import { finished, jobEngines } from './jobEngines.ts';
import { placesOf } from './placesOf.ts';
import { startCodioCampus, type CodioCampus } from './startCodioCampus.ts';
import { unzipped } from './unpacked.ts';

const Manifest = v.object({
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

describe('Guides of the sample campus as PDF', () => {
  let campus: CodioCampus;
  let client: PlatformClient;
  let courses: readonly CoursePlace[];
  let folder: string;
  const engines = jobEngines('{export} {scope}');

  before(async () => {
    campus = await startCodioCampus();
    client = campus.client();
    courses = (await placesOf(client, 'course', undefined, true)).flat();
  });
  beforeEach(async () => {
    await campus.reset();
    await campus.turn({ taskMs: 0 });
    client = campus.client();
    folder = engines.folder();
  });
  after(() => campus.stop());

  const course = (name: RegExp): CoursePlace => {
    const found = courses.find((one) => name.test(one.name));
    assert(found, String(name));
    return found;
  };
  const python = (): CoursePlace => course(/Programming with Python/);
  const assignmentsOf = async (of: CoursePlace): Promise<readonly AssignmentPlace[]> =>
    (await placesOf(client, 'module', { kind: 'modules', course: of }))
      .flat()
      .flatMap((one) => one.assignments);
  const wanted = async (of: CoursePlace, more: Partial<RenderedRequest> = {}): Promise<RenderedRequest> => ({
    kind: 'guidesPdf',
    course: ref(of),
    assignments: (await assignmentsOf(of)).map(ref),
    all: true,
    together: true,
    teacherPages: false,
    ...more,
  });
  const engineOf = (render: Renderer = guidesRenderer(OPTIONS)): JobEngine =>
    engines.make(client.exports, { render });
  const planOf = ({ course: of }: RenderedRequest): PartToMake => ({
    name: 'sources',
    request: { kind: 'sources', course: of },
  });
  const render = async (request: RenderedRequest): Promise<Extract<Job['state'], { step: 'done' }>> => {
    const engine = engineOf();
    const { id } = await engine.start('k', request, { plan: [planOf(request)] });
    return finished(engine, id);
  };
  const starts = async (): Promise<number> =>
    (await campus.requests()).filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/export/sources'),
    ).length;
  const onDisk = (): readonly string[] =>
    existsSync(join(folder, 'exports')) ? readdirSync(join(folder, 'exports')) : [];

  for (const [name, layout] of [
    [/Programming with Python/, 'v3'],
    [/2024–25/, 'v2'],
  ] as const) {
    it(`${layout}: one PDF for all, for students`, async () => {
      const request = await wanted(course(name));
      const { file, rendered } = await render(request);
      assert.equal(file.kind, 'pdf');
      const bytes = readFileSync(file.path);
      assert.equal(bytes.length, file.size);
      assert.equal(createHash('sha256').update(bytes).digest('hex'), file.sha256);
      const pdf = await readPdf(bytes);
      assert(rendered);
      assert.equal(pdf.pages.length, rendered.pages);
      assert.equal(pdf.title, request.course.name);
      const chapters = pdf.bookmarks.filter(({ depth }) => depth === 0).map(({ title }) => title);
      const absent = rendered.notes.flatMap((note) =>
        note.kind === 'notInSources' ? [note.assignment] : [],
      );
      assert.deepEqual(
        chapters,
        request.assignments.map((one) => one.name).filter((one) => !absent.includes(one)),
      );
      assert.doesNotMatch(pdf.text, /Common mistake|Teacher notes/);
      // What is lacking is said in the document as well as on the row.
      assert.match(pdf.text, /Missing here/);
      for (const one of absent) assert.ok(pdf.text.includes(`Note notInSources: ${one}`), one);
      assert.match(pdf.text, /Note noFont: Han/);
      assert.deepEqual(onDisk(), ['Guides.pdf'], 'the sources are gone');
      assert.deepEqual(
        readdirSync(join(folder, 'jobs')).filter((entry) => !entry.endsWith('.json')),
        [],
      );
    });

    it(`${layout}: one PDF each, with what teachers see`, async () => {
      const request = await wanted(course(name), { together: false, teacherPages: true });
      const { file, rendered } = await render(request);
      assert.equal(file.kind, 'zip');
      const entries = await unzipped(readFileSync(file.path));
      const { parts } = v.parse(Manifest, JSON.parse(entries.get('manifest.json')?.toString() ?? ''));
      const saved = parts.filter(({ outcome }) => outcome === 'saved');
      assert.equal(entries.size, saved.length + 1);
      assert.equal(parts.length, request.assignments.length);
      let pages = 0;
      let common = 0;
      for (const { path, size, sha256 } of saved) {
        const bytes = entries.get(path);
        assert(bytes, path);
        assert.equal(bytes.length, size);
        assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);
        const pdf = await readPdf(bytes);
        pages += pdf.pages.length;
        if (/Common mistake|Teacher notes/.test(pdf.text)) common += 1;
        assert.ok(request.assignments.some((one) => pdf.title === one.name));
      }
      assert.equal(pages, rendered?.pages);
      assert.ok(common > 0);
      assert.deepEqual(
        parts.flatMap(({ path, reason }) => (reason === 'notInSources' ? [path] : [])),
        rendered?.notes.flatMap((note) => (note.kind === 'notInSources' ? [note.assignment] : [])),
      );
      assert.deepEqual(onDisk(), ['Guides for teachers.zip']);
    });
  }

  it('holds the chosen assignments only, and names those that are not in the sources', async () => {
    const all = (await assignmentsOf(python())).map(ref);
    const [, second] = all;
    assert(second);
    const draft = { id: 'none', name: 'A draft nobody sees' };
    const { rendered, file } = await render(
      await wanted(python(), { assignments: [second, draft], all: false }),
    );
    const pdf = await readPdf(readFileSync(file.path));
    assert.deepEqual(
      pdf.bookmarks.filter(({ depth }) => depth === 0).map(({ title }) => title),
      [second.name],
    );
    assert.deepEqual(
      rendered?.notes.filter(({ kind }) => kind === 'notInSources'),
      [{ kind: 'notInSources', assignment: draft.name }],
    );
    assert.deepEqual(onDisk(), ['Guides 2 assignments.pdf']);
  });

  it('fails when nothing that is wanted is there, and asks for fresh sources on retry', async () => {
    const engine = engineOf();
    const request = await wanted(python(), { assignments: [{ id: 'none', name: 'A draft' }], all: false });
    const { id } = await engine.start('k', request, { plan: [planOf(request)] });
    await engine.idle();
    const state = engine.job(id)?.job.state;
    assert(state?.step === 'failed', JSON.stringify(state));
    assert.deepEqual(state.failure, { kind: 'gone', missing: 'guides' });
    await engine.retry(id);
    await engine.idle();
    assert.equal(await starts(), 2);
    await engine.remove(id);
    assert.deepEqual(onDisk(), []);
  });

  it('reads a Sources export that is saved already, leaves it alone, and asks the server for nothing', async () => {
    const engine = engineOf();
    const sources = await engine.start('k', { kind: 'sources', course: ref(python()) });
    const saved = (await finished(engine, sources.id)).file;
    const request = await wanted(python());
    await campus.forgetRequests();
    const { id } = await engine.start('k', request, { plan: [{ ...planOf(request), file: saved }] });
    await finished(engine, id);
    assert.deepEqual(await campus.requests(), []);
    assert.equal(readFileSync(saved.path).length, saved.size);
  });

  it('gets fresh sources on retry when the saved ones are gone or damaged', async () => {
    const engine = engineOf();
    const request = await wanted(python());
    const path = join(folder, 'sources.zip');
    for (const [content, failure] of [
      [undefined, { kind: 'gone', missing: 'sources' }],
      ['<html>no zip</html>', { kind: 'damaged', problem: 'unreadable' }],
    ] as const) {
      if (content !== undefined) writeFileSync(path, content);
      const file = { path, size: 1, sha256: '', kind: 'zip' } as const;
      const { id } = await engine.start('k', request, { plan: [{ ...planOf(request), file }] });
      await engine.idle();
      const state = engine.job(id)?.job.state;
      assert(state?.step === 'failed', JSON.stringify(state));
      assert.deepEqual(state.failure, failure);
      await engine.retry(id);
      await finished(engine, id);
      assert.equal(existsSync(path), content !== undefined, 'what is the user’s is not removed');
    }
  });

  it('renders without asking the server again when it was stopped between sources and PDF', async () => {
    const request = await wanted(python());
    // An editor that is closed while it renders.
    let begun = false;
    const one = engineOf(({ signal }) => {
      begun = true;
      return untilAborted(signal);
    });
    const { id } = await one.start('k', request, { plan: [planOf(request)] });
    await until('the rendering', () => begun || undefined);
    await one.dispose();
    const other = engineOf();
    await other.refresh();
    const { rendered } = await finished(other, id);
    assert(rendered);
    assert.equal(await starts(), 1);
    const files = (await campus.requests()).filter(({ path }) => path.includes('/temporary/'));
    assert.equal(files.length, 1, 'the sources were fetched once');
  });

  it('leaves nothing when it is cancelled while it renders, and begins anew on retry', async () => {
    const request = await wanted(python());
    for (const together of [true, false]) {
      const real = guidesRenderer(OPTIONS);
      let drawing = false;
      const engine = engineOf((rendering) =>
        real({
          ...rendering,
          onProgress: (progress) => {
            rendering.onProgress(progress);
            if (progress.phase !== 'drawing' || progress.ended === 0 || drawing) return;
            drawing = true;
            void engine.cancel(id);
          },
        }),
      );
      const { id } = await engine.start('k', { ...request, together }, { plan: [planOf(request)] });
      await engine.idle();
      assert.equal(engine.job(id)?.job.state.step, 'cancelled');
      assert.deepEqual(onDisk(), []);
      await engine.retry(id);
      await finished(engine, id);
      await engine.dispose();
      rmSync(join(folder, 'exports'), { recursive: true });
    }
  });
});

function ref({ id, name }: { readonly id: string; readonly name: string }): { id: string; name: string } {
  return { id, name };
}
