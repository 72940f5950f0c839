import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Guide } from '../../../src/core/guides/guide.ts';
import { assignmentsOfSources, guidesOfSources } from '../../../src/core/guides/guidesOfSources.ts';
import { openCampus, type TestCampus } from '../../unit/campus/openCampus.ts';
import { makePdf } from '../../unit/guides/makePdf.ts';

const never = (): AbortSignal => new AbortController().signal;

/** A course of the campus in the current layout of Guides, and one in the older. */
const COURSES = [
  { name: /Programming with Python/, layout: 'v3' },
  { name: /2024–25/, layout: 'v2' },
] as const;

describe('the Guides of a sources export', () => {
  let campus: TestCampus;
  before(async () => {
    campus = await openCampus();
  });
  after(() => campus.end());

  async function sourcesOf(
    name: RegExp,
  ): Promise<{ zip: string; course: string; published: readonly string[] }> {
    const course = await campus.course(name);
    const link = await campus.link(`/courses/${course.id}/export/sources`, 'POST');
    const zip = join(campus.stateDir, `${course.id}.zip`);
    await writeFile(zip, Buffer.from(await (await fetch(link)).arrayBuffer()));
    const published = course.modules.flatMap((module) =>
      module.assignments.map((assignment) => assignment.name),
    );
    return { zip, course: course.name, published };
  }

  for (const { name, layout } of COURSES) {
    it(`are read and written in layout ${layout}`, async () => {
      const { zip, course, published } = await sourcesOf(name);
      const entries = await assignmentsOfSources(zip, never());
      assert.ok(entries.length > 1);
      const guides: Guide[] = [];
      for await (const guide of guidesOfSources(zip, never())) guides.push(guide);
      assert.deepEqual(
        guides.map(({ assignment }) => assignment),
        entries.map((entry) => entry.name),
      );
      for (const guide of guides) {
        assert.equal(guide.layout, layout);
        assert.deepEqual(guide.findings, []);
      }
      assert.ok(guides.some(({ title }) => published.includes(title)));

      const { pdf, report } = await makePdf(guides, { title: course, teacherPages: false });
      assert.equal(pdf.title, course);
      assert.deepEqual(
        pdf.bookmarks.filter(({ depth }) => depth === 0).map(({ title }) => title),
        guides.map(({ title }) => title),
      );
      assert.match(pdf.text, /Warm-up,/);
      assert.match(pdf.text, /größe.*итог/);
      assert.doesNotMatch(pdf.text, /Common mistake|Teacher notes/);
      assert.deepEqual(
        report.findings.map((finding) => finding.kind === 'noFont' && finding.script),
        ['Han'],
        'the only script in the campus that Lectern has no font for',
      );
      assert.equal(
        pdf.pages.reduce((sum, { images }) => sum + images, 0),
        guides.length,
      );
      assert.match((await makePdf(guides.slice(0, 1))).pdf.text, /Common mistake/);
    });
  }

  it('are read for the chosen assignments only, and not at all after a stop', async () => {
    const { zip } = await sourcesOf(COURSES[0].name);
    const [, second] = await assignmentsOfSources(zip, never());
    assert.ok(second);
    const names: string[] = [];
    for await (const guide of guidesOfSources(zip, never(), new Map([[second.file, undefined]])))
      names.push(guide.assignment);
    assert.deepEqual(names, [second.name]);

    const controller = new AbortController();
    await assert.rejects(
      async () => {
        for await (const guide of guidesOfSources(zip, controller.signal)) {
          assert.ok(guide.nodes.length > 0);
          controller.abort();
        }
      },
      { name: 'AbortError' },
    );
  });

  it('refuse what is no zip', async () => {
    const path = join(campus.stateDir, 'no.zip');
    await writeFile(path, '<html>gone</html>');
    await assert.rejects(assignmentsOfSources(path, never()));
    await assert.rejects(guidesOfSources(path, never()).next());
  });
});
