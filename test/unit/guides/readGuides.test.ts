import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import type { Guide, GuideNode } from '../../../src/core/guides/guide.ts';
import { readGuides } from '../../../src/core/guides/readGuides.ts';
import { archiveBytes, archiveOf, onePage, opening, type Content } from './archiveOf.ts';
import { guideOf } from './makePdf.ts';

const PAGE = { type: 'page' };

/** The tree as a few words: `title[!]` with what is below it; `!` marks what only teachers see. */
function outline(nodes: readonly GuideNode[]): unknown {
  return nodes.map(({ title, teacherOnly, kind, children }) => {
    const name = `${kind} ${title}${teacherOnly ? '!' : ''}`;
    return children.length === 0 ? name : { [name]: outline(children) };
  });
}

function findings({ findings }: Guide): readonly string[] {
  return findings.map((finding) => ('file' in finding ? `${finding.kind} ${finding.file}` : finding.kind));
}

const V3: Readonly<Record<string, Content>> = {
  '.guides/content/index.json': { title: 'Loops', order: ['intro-0a1b', 'work-2c3d', 'notes-4e5f'] },
  '.guides/content/intro-0a1b.json': { ...PAGE, title: 'Introduction' },
  '.guides/content/intro-0a1b.md': 'Welcome.',
  '.guides/content/work-2c3d/index.json': { type: 'chapter', title: 'Work', order: ['s-1', 'last-1'] },
  '.guides/content/work-2c3d/index.md': 'About this chapter.',
  '.guides/content/work-2c3d/s-1/index.json': { type: 'section', title: 'Basics', order: ['p-1'] },
  '.guides/content/work-2c3d/s-1/p-1.json': { ...PAGE, title: 'Deep' },
  '.guides/content/work-2c3d/s-1/p-1.md': 'Deep text.',
  '.guides/content/work-2c3d/last-1.json': { ...PAGE, title: 'Last' },
  '.guides/content/work-2c3d/last-1.md': 'Last text.',
  '.guides/content/notes-4e5f.json': { ...PAGE, title: 'Notes', teacherOnly: true },
  '.guides/content/notes-4e5f.md': 'Secret.',
};

const V2: Readonly<Record<string, Content>> = {
  '.guides/metadata.json': {
    sections: [
      { id: 'a', title: 'Introduction', 'content-file': '.guides/content/a.md', teacherOnly: false },
      { id: 'b', title: 'Reading', 'content-file': '.guides/content/b.md' },
      { id: 'c', title: 'Notes', 'content-file': '.guides/content/c.md', teacherOnly: true },
    ],
  },
  '.guides/book.json': {
    name: 'Loops',
    children: [
      { id: '1', title: 'Introduction', type: 'page', pageId: 'a' },
      {
        id: '2',
        title: 'Work',
        type: 'chapter',
        pageId: 'b',
        children: [{ id: '3', title: 'Reading', type: 'page', pageId: 'b' }],
      },
      { id: '4', title: 'Notes', type: 'page', pageId: 'c' },
    ],
  },
  '.guides/content/a.md': 'Welcome.',
  '.guides/content/b.md': 'Read.',
  '.guides/content/c.md': 'Secret.',
};

describe('reading Guides', () => {
  it('reads the current layout, with chapters, sections and their own text', async () => {
    const guide = await guideOf(V3);
    assert.equal(guide.layout, 'v3');
    assert.equal(guide.title, 'Loops');
    assert.deepEqual(outline(guide.nodes), [
      'page Introduction',
      { 'chapter Work': [{ 'section Basics': ['page Deep'] }, 'page Last'] },
      'page Notes!',
    ]);
    assert.equal(guide.nodes[1]?.blocks[0]?.kind, 'paragraph');
    assert.deepEqual(guide.findings, []);
  });

  it('reads the older layout; the page that a chapter opens with stands below it once', async () => {
    const guide = await guideOf(V2);
    assert.equal(guide.layout, 'v2');
    assert.equal(guide.title, 'Loops');
    assert.deepEqual(outline(guide.nodes), [
      'page Introduction',
      { 'chapter Work': ['page Reading'] },
      'page Notes!',
    ]);
    assert.deepEqual(guide.findings, []);
  });

  it('keeps the order of the sections where the older layout has no book', async () => {
    const files = Object.fromEntries(Object.entries(V2).filter(([path]) => path !== '.guides/book.json'));
    const guide = await guideOf(files, 'Week 1');
    assert.equal(guide.title, 'Week 1');
    assert.deepEqual(outline(guide.nodes), ['page Introduction', 'page Reading', 'page Notes!']);
  });

  for (const prefix of ['./', 'workspace/', '']) {
    it(`finds the Guides below ${JSON.stringify(prefix)}`, async () => {
      const files = Object.entries(onePage('![chart](.guides/img/x.gif)')).map(
        ([path, content]) => [prefix + path, content] as const,
      );
      const nested = { [`${prefix}copy/.guides/content/index.json`]: { title: 'Not this one', order: [] } };
      const guide = await guideOf({
        ...Object.fromEntries(files),
        ...nested,
        [`${prefix}.guides/img/x.gif`]: 'GIF89a',
      });
      assert.equal(guide.title, 'A guide');
      assert.deepEqual(findings(guide), ['unsupportedPicture .guides/img/x.gif']);
    });
  }

  it('hands the teacher-only mark down to all that is below', async () => {
    const guide = await guideOf({
      ...V3,
      '.guides/content/work-2c3d/index.json': {
        type: 'chapter',
        title: 'Work',
        teacherOnly: true,
        order: ['s-1'],
      },
    });
    assert.deepEqual(outline(guide.nodes), [
      'page Introduction',
      { 'chapter Work!': [{ 'section Basics!': ['page Deep!'] }] },
      'page Notes!',
    ]);
    assert.deepEqual(findings(guide), ['unlistedPage .guides/content/work-2c3d/last-1']);
  });

  it('names what is broken and shows the rest', async () => {
    const guide = await guideOf({
      '.guides/content/index.json': {
        title: 'Broken',
        order: ['bad', 'gone', 'textless', 'odd', '../x', 7, 'fine'],
      },
      '.guides/content/bad.json': '{ "title": ',
      '.guides/content/bad.md': 'Still here.',
      '.guides/content/textless.json': { ...PAGE, title: 'Textless' },
      '.guides/content/odd.json': { title: 'Odd', type: 'hologram' },
      '.guides/content/odd.md': 'Odd text.',
      '.guides/content/fine.json': { ...PAGE, title: 'Fine' },
      '.guides/content/fine.md':
        '{Check It!|assessment}(test-1)\n\n{Check It!|assessment}(test-2)\n\n![](gone.png)',
      '.guides/assessments/test-2.json': '[]',
    });
    assert.deepEqual(outline(guide.nodes), [
      'page bad',
      'page gone',
      'page Textless',
      'page Odd',
      'page Fine',
    ]);
    assert.deepEqual(findings(guide), [
      'badJson .guides/content/bad.json',
      'missingPage .guides/content/gone.md',
      'missingText .guides/content/textless.md',
      'unknownType .guides/content/odd.json',
      'badJson .guides/assessments/test-2.json',
      'missingAssessment test-1',
      'missingAssessment test-2',
      'missingPicture gone.png',
    ]);
  });

  it('shows pages by name where the root is broken', async () => {
    const guide = await guideOf({ ...V3, '.guides/content/index.json': 'nonsense' }, 'Week 1');
    assert.equal(guide.title, 'Week 1');
    assert.deepEqual(outline(guide.nodes), [
      'page Introduction',
      'page Notes!',
      { 'chapter Work': [{ 'section Basics': ['page Deep'] }, 'page Last'] },
    ]);
    assert.deepEqual(findings(guide), ['badJson .guides/content/index.json']);
  });

  it('names a page of the older layout that the book asks for in vain', async () => {
    const guide = await guideOf({
      ...V2,
      '.guides/book.json': { name: 'Loops', children: [{ title: 'Lost', type: 'page', pageId: 'zzz' }, 5] },
    });
    assert.deepEqual(outline(guide.nodes), ['page Lost']);
    assert.deepEqual(findings(guide), [
      'missingPage zzz',
      'badJson .guides/book.json',
      'unlistedPage .guides/content/a.md',
      'unlistedPage .guides/content/b.md',
      'unlistedPage .guides/content/c.md',
    ]);
  });

  it('never reads answers, and knows assessments by id, with and without points', async () => {
    const source = {
      name: 'Warm\nup',
      instructions: 'Choose.',
      answers: [{ answer: 'SECRET', correct: true }],
      guidance: 'SECRET',
    };
    const guide = await guideOf(
      onePage('x', {
        '.guides/assessments/multiple-choice-1.json': {
          type: 'new-kind',
          taskId: 'multiple-choice-1',
          source: { ...source, points: 5 },
        },
        '.guides/assessments/free-text-2.json': { source: { ...source, points: 'many' } },
      }),
    );
    assert.deepEqual(
      [...guide.assessments.values()].map(({ taskId, name, points }) => [taskId, name, points]),
      [
        ['multiple-choice-1', 'Warm up', 5],
        ['free-text-2', 'Warm up', undefined],
      ],
    );
    assert.ok(!JSON.stringify([...guide.assessments]).includes('SECRET'));
  });

  it('says that there are no Guides in a project without any', async () => {
    const guide = await guideOf({ 'main.py': 'print(1)', '.codio': '{}' }, 'Week 1');
    assert.deepEqual(
      [guide.layout, guide.title, guide.nodes, findings(guide)],
      ['none', 'Week 1', [], ['noGuides']],
    );
  });

  it('takes what comes before an archive breaks off', async () => {
    const bytes = await archiveBytes({
      ...V3,
      'zzz.bin': Buffer.alloc(300_000, 'never the same ').map((byte, at) => byte ^ (at * 7919)),
    });
    const guide = await readGuides(
      'Cut',
      opening(bytes.subarray(0, bytes.length - 40)),
      new AbortController().signal,
    );
    assert.equal(guide.title, 'Loops');
    assert.deepEqual(findings(guide), ['damagedArchive']);
    const nothing = await readGuides(
      'Junk',
      opening(Buffer.from('<html>gone</html>')),
      new AbortController().signal,
    );
    assert.deepEqual(findings(nothing), ['damagedArchive', 'noGuides']);
  });

  it('does not read a text that nobody wrote', async () => {
    const guide = await guideOf(
      onePage('x', { '.guides/content/page-0a1b.md': 'x'.repeat(4 * 1024 * 1024 + 1) }),
    );
    assert.deepEqual(findings(guide), [
      'tooLarge .guides/content/page-0a1b.md',
      'missingText .guides/content/page-0a1b.md',
    ]);
  });

  it('stops when it is told to, also in the middle of an archive', async () => {
    const open = await archiveOf(V3);
    await assert.rejects(readGuides('x', open, AbortSignal.abort()), { name: 'AbortError' });
    const controller = new AbortController();
    const stuck = new Readable({ read: () => undefined });
    const reading = readGuides('x', () => Promise.resolve(stuck), controller.signal);
    controller.abort();
    await assert.rejects(reading, { name: 'AbortError' });
    assert.ok(stuck.destroyed);
  });
});
