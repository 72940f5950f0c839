import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recognition, RefusedFile } from '../../../src/core/adopt/recognition.ts';
import { recogniseFile } from '../../../src/core/adopt/recogniseFile.ts';
import type { ExportOrder } from '../../../src/core/campus/exports/exportOrder.ts';
import { accessCsv } from '../../../src/core/campus/exports/accessCsv.ts';
import { blueprintsJson } from '../../../src/core/campus/exports/blueprintsJson.ts';
import { bufferOf } from '../../../src/core/campus/exports/bufferOf.ts';
import { writeExport } from '../../../src/core/campus/exports/writeExport.ts';
import { assignmentsOf, organisationOf } from '../../../src/core/campus/seed/organisation.ts';
import { gzip, tarOf, zipOf, zstd } from '../archives/packed.ts';
import { handmadeZip } from '../archives/handmadeZip.ts';
import { scratchFolder } from '../exports/scratch.ts';
import { aged } from './aged.ts';

const noStop = new AbortController().signal;
const organisation = organisationOf(1);
const course = organisation.courses.find(({ key }) => key === 'python')!;
const [assignment, second] = assignmentsOf(course);
const [student] = course.students;
const courseId = course.id;

const ASSIGNMENT_CSV =
  'Student_Name,Username,Email Address,Right Count,Wrong Count,Final Grade,LTI ID\nA,a,a@example.org,1,0,9,\n';
const STUDENT_CSV = 'Username,Module,Assignment_Name,Status\na,M,Loops,COMPLETED\n';

describe('what a file is', () => {
  const folder = scratchFolder();
  const of = (path: string): Promise<Recognition> => recogniseFile(path, noStop);
  const write = (name: string, content: string | Buffer): Promise<string> =>
    aged(join(folder(), name), content);
  const recognised = async (name: string, content: string | Buffer): Promise<Recognition> =>
    of(await write(name, content));
  const refuses = async (name: string, content: string | Buffer, reason: RefusedFile): Promise<void> =>
    assert.deepEqual(await recognised(name, content), { outcome: 'refused', reason });
  const kindOf = (found: Recognition): string =>
    found.outcome === 'known' ? found.kind : found.outcome === 'unsure' ? 'unsure' : found.reason;

  const orders: readonly (readonly [string, ExportOrder])[] = [
    ['studentCsv', { kind: 'studentCsv', courseId, studentId: student!.id }],
    ['assignmentCsv', { kind: 'assignmentCsv', courseId, assignmentId: assignment!.id }],
    ['assessments', { kind: 'assessments', courseId, assignmentIds: [assignment!.id] }],
    ['assessments', { kind: 'assessments', courseId, assignmentIds: [assignment!.id, second!.id] }],
    ['coachLogs', { kind: 'coachLogs', courseId }],
    ['llmLogs', { kind: 'llmLogs', courseId }],
    ['sources', { kind: 'sources', courseId }],
    ['coursework', { kind: 'coursework', courseId, layout: 'zips', padMebibytes: 0 }],
    ['coursework', { kind: 'coursework', courseId, layout: 'tars', padMebibytes: 0 }],
    ['coursework', { kind: 'coursework', courseId, layout: 'folders', padMebibytes: 0 }],
    ['workspace', { kind: 'workspace', courseId, assignmentId: assignment!.id, studentId: student!.id }],
  ];
  for (const [kind, order] of orders)
    it(`${kind} of the campus${'layout' in order ? `, ${order.layout}` : ''}, under a name that says nothing`, async () => {
      const path = join(folder(), 'download');
      await writeExport(organisation, order, createWriteStream(path), noStop);
      await utimes(path, 1, 1);
      assert.equal(kindOf(await of(path)), kind);
      assert.deepEqual(await readdir(folder()), ['download'], 'nothing is written');
    });

  it('access data and blueprints of the campus', async () => {
    assert.equal(kindOf(await recognised('a', await bufferOf(await accessCsv(1, course)))), 'accessData');
    assert.equal(kindOf(await recognised('b', blueprintsJson(course))), 'blueprints');
  });

  it('hints at the assignments that a table names, and at the folder that a zip is in', async () => {
    const path = join(folder(), 'x');
    await writeExport(
      organisation,
      { kind: 'assessments', courseId, assignmentIds: [assignment!.id] },
      createWriteStream(path),
      noStop,
    );
    await utimes(path, 1, 1);
    const table = await of(path);
    assert.ok(table.outcome === 'known');
    assert.deepEqual(table.hints, [assignment!.name]);
    assert.deepEqual(table.assignments, [assignment!.name]);
    const zip = await recognised('y', await zipOf([{ name: 'Course X/M/A/A.csv', content: ASSIGNMENT_CSV }]));
    assert.ok(zip.outcome !== 'refused' && zip.hints.includes('Course X'));
  });

  it('a zip that Lectern has packed says itself what it is', async () => {
    const manifest = {
      format: 'lectern-manifest-1',
      export: { kind: 'studentData', course: { id: 'c1', name: 'C' }, student: { id: 's1', name: 'S' } },
      parts: [],
    };
    const bytes = await zipOf([
      { name: 'manifest.json', content: JSON.stringify(manifest) },
      { name: 'S.csv', content: STUDENT_CSV },
    ]);
    const found = await recognised('z.zip', bytes);
    assert.ok(found.outcome === 'known' && found.kind === 'studentData');
    assert.ok(found.hints.includes('c1') && found.hints.includes('s1'));
  });

  it('student and assignment zips by their table; without one it asks', async () => {
    const packed = [{ name: 'a.zip', content: await zipOf([{ name: 'x', content: 'x' }]) }];
    const kind = async (...more: { name: string; content: string }[]): Promise<Recognition> =>
      recognised('s.zip', await zipOf([...packed, ...more]));
    assert.equal(kindOf(await kind({ name: 's.csv', content: STUDENT_CSV })), 'studentData');
    assert.equal(kindOf(await kind({ name: 'a.csv', content: ASSIGNMENT_CSV })), 'assignmentData');
    const unsure = await kind();
    assert.ok(unsure.outcome === 'unsure');
    assert.deepEqual(unsure.candidates.slice(0, 2), ['assignmentData', 'studentData']);
    const workspace = await zipOf([{ name: '.guides/content/index.json', content: '{}' }]);
    assert.equal(kindOf(await recognised('w.zip', workspace)), 'workspace');
  });

  it('blueprints in any of the forms that they may have', async () => {
    const page = { name: 'Intro', content: '# Hi', layout: '1-panel' };
    for (const value of [[page], { version: 1, blueprints: [page] }, { Intro: { markdown: '# Hi' } }])
      assert.equal(kindOf(await recognised('b.json', JSON.stringify(value))), 'blueprints');
    assert.equal(kindOf(await recognised('b.json', `\uFEFF${JSON.stringify([page])}`)), 'blueprints');
    const half = await recognised('n.json', JSON.stringify([page, { name: 'Empty' }, 3]));
    assert.ok(half.outcome === 'unsure' && half.candidates.includes('blueprints'));
    const none = await recognised('n.json', JSON.stringify({ blueprints: [] }));
    assert.ok(none.outcome === 'unsure' && none.candidates[0] === 'blueprints');
    // Rows of anything may be a log.
    const rows = await recognised('n.json', JSON.stringify([{ model: 'm', cost: 1 }]));
    assert.deepEqual(rows, { outcome: 'unsure', candidates: ['llmLogs'], hints: [] });
    await refuses('broken.json', '[{"name": "Intro", ', 'broken');
  });

  it('refuses JSON of another shape', async () => {
    const program = {
      name: 'a-program',
      version: '1.0.0',
      description: 'Says hello. At some length, as such texts do.',
      scripts: { test: 'mocha', build: 'tsc' },
      files: ['dist'],
      dependencies: { axios: '^1.0.0' },
    };
    const tasks = { version: '2.0.0', compilerOptions: { strict: true, lib: ['es2023'] } };
    for (const value of [[], {}, { name: 'x', categories: ['a'] }, [1, 2], program, tasks])
      await refuses('n.json', JSON.stringify(value), 'otherJson');
  });

  it('asks what a table is that has the columns of none', async () => {
    for (const text of ['Name,Price\nA,1\n', 'a,b\n1,2', 'a;b\r\n"1;\n";2\r\n\r\n', 'a\tb\n1\t2\n3\t4'])
      assert.deepEqual(
        await recognised('prices.csv', text),
        { outcome: 'unsure', candidates: ['studentCsv', 'llmLogs'], hints: [] },
        'only what has columns that are not documented',
      );
    const long = await recognised('long.csv', `a,b\n${'1,2\n'.repeat(30_000)}`);
    assert.ok(long.outcome === 'unsure');
  });

  it('refuses what is no table', async () => {
    for (const text of [
      'hello',
      'hello\n',
      'hello\nworld\n',
      'a,b',
      'Dear all, well,\nthis is a letter.\nYours, Ada\n',
      '# Notes\n\nOne, two, three.\n',
    ])
      await refuses('notes.csv', text, 'noTable');
    await refuses('notes.txt', 'one,two\nthree,four\n', 'noTable');
    assert.equal(kindOf(await recognised('export.txt', ASSIGNMENT_CSV)), 'assignmentCsv');
  });

  it('offers a zip only as what its tables are', async () => {
    const mixed = [
      { name: 'a.csv', content: 'a,b\n1,2\n' },
      { name: 'notes.md', content: 'x' },
    ];
    const found = await recognised('m.zip', await zipOf(mixed));
    assert.ok(found.outcome === 'unsure' && !found.candidates.includes('assessments'));
  });

  it('knows a zip by its good entries when others have hostile or odd names', async () => {
    const odd = ['../../evil.txt', '/abs/evil.txt', 'M/A/back\\slash.py', 'C:\\evil.txt'];
    const bytes = handmadeZip([
      ...odd.map((name) => ({ name, content: 'x' })),
      { name: 'M/A/A.csv', content: ASSIGNMENT_CSV },
      { name: 'M/B/B.csv', content: ASSIGNMENT_CSV },
      { name: 'M/A/ada.zip', content: handmadeZip([{ name: 'main.py', content: 'x' }]) },
    ]);
    assert.equal(kindOf(await recognised('odd.zip', bytes)), 'coursework');
    const sources = [{ name: '../../evil.txt' }, { name: 'Loops.tar.zst', content: 'x' }];
    assert.equal(kindOf(await recognised('s.zip', handmadeZip(sources))), 'sources');
  });

  it('asks whether a PDF, or a zip of nothing else, is of Guides', async () => {
    const asked: Recognition = { outcome: 'unsure', candidates: ['guidesPdf'], hints: [] };
    const pdf = '%PDF-1.7\n%%EOF\n';
    assert.deepEqual(await recognised('a', pdf), asked);
    const guides = [
      { name: 'Loops.pdf', content: pdf },
      { name: 'Names.pdf', content: pdf },
    ];
    assert.deepEqual(await recognised('b', await zipOf(guides)), asked);
    const mixed = await recognised('c', await zipOf([...guides, { name: 'notes.txt', content: 'x' }]));
    assert(mixed.outcome === 'unsure' && !mixed.candidates.includes('guidesPdf'));
  });

  it('reads a header that is longer than one look', async () => {
    const many = Array.from({ length: 6_000 }, (_, at) => `A rather long name of question ${at}_Correct`);
    const header = [...many, 'Student_Name', 'Right Count', 'Wrong Count'].join(',');
    assert.ok(header.length > 64 * 1024);
    assert.equal(kindOf(await recognised('long.csv', `${header}\n1\n`)), 'assignmentCsv');
  });

  it('refuses by name what cannot be it', async () => {
    await refuses('a.csv', '', 'empty');
    await refuses('a.csv.crdownload', ASSIGNMENT_CSV, 'unfinished');
    await refuses('a.zip.part', 'PK', 'unfinished');
    await refuses('a.csv', '<!DOCTYPE html>\n<title>Sign in</title>', 'webPage');
    await refuses('a.csv', ' \n<html><body>404</body></html>', 'webPage');
    await refuses('a.exe', Buffer.from([0x4d, 0x5a, 0, 0, 1]), 'notOurs');
    for (const email of ['email', 'e-mail', 'E-Mail'])
      await refuses(
        'c.csv',
        `user name,Codio user id,${email},revision,date/time\na,1,a@b,2,x\n`,
        'ipConsent',
      );
    const document = await zipOf([{ name: '[Content_Types].xml', content: '<x/>' }]);
    await refuses('a.zip', document, 'notOurs');
    await refuses('a.zip', await zipOf([]), 'empty');
    assert.deepEqual(await of(join(folder(), 'nowhere')), { outcome: 'refused', reason: 'missing' });
    await mkdir(join(folder(), 'dir'));
    assert.deepEqual(await of(join(folder(), 'dir')), { outcome: 'refused', reason: 'notAFile' });
    await symlink(await write('real.csv', ASSIGNMENT_CSV), join(folder(), 'link.csv'));
    assert.deepEqual(await of(join(folder(), 'link.csv')), { outcome: 'refused', reason: 'notAFile' });
  });

  it('refuses broken archives, wherever they break', async () => {
    const zip = await zipOf([{ name: 'A/a.zip', content: Buffer.alloc(5_000, 'x'), store: true }]);
    for (const cut of [10, 200, zip.length - 30, zip.length - 5])
      await refuses('half.zip', zip.subarray(0, cut), 'broken');
    const tar = await tarOf([{ name: 'main.py', content: 'print(1)\n' }]);
    await refuses('half.tar.gz', gzip(tar).subarray(0, 15), 'broken');
    await refuses('not.tar.gz', gzip(Buffer.from('just a log line\n'.repeat(100))), 'notOurs');
    await refuses('bad.tar.zst', Buffer.concat([zstd(tar).subarray(0, 4), Buffer.alloc(50, 7)]), 'broken');
    assert.equal(kindOf(await recognised('ok.tar.gz', gzip(tar))), 'workspace');
  });

  it('refuses a file that is still being written', async () => {
    const path = join(folder(), 'a.csv');
    await writeFile(path, ASSIGNMENT_CSV);
    const ending = new AbortController();
    const grow = setInterval(() => void writeFile(path, 'x,y\n', { flag: 'a' }), 20);
    try {
      assert.deepEqual(await recogniseFile(path, ending.signal), { outcome: 'refused', reason: 'growing' });
    } finally {
      clearInterval(grow);
    }
    assert.ok((await stat(path)).size > ASSIGNMENT_CSV.length);
  });

  it('ends when it is cancelled', async () => {
    const path = join(folder(), 'a.csv');
    await writeFile(path, ASSIGNMENT_CSV);
    await assert.rejects(recogniseFile(path, AbortSignal.abort()), { failure: { kind: 'cancelled' } });
  });
});
