import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { openCampus, type TestCampus, type WireCourse } from './openCampus.ts';
import { untarZst, unzip } from './readArchives.ts';

const RowsSchema = v.array(v.array(v.string()));
const rowsOf = (bytes: Buffer): readonly (readonly string[])[] =>
  v.parse(RowsSchema, parse(bytes, { relax_column_count: false }));
const UsersSchema = v.array(v.looseObject({ id: v.string(), login: v.string() }));

describe('the exports of the sample campus', () => {
  let lab: TestCampus;
  let python: WireCourse;
  let base: string;
  const bytesOf = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());
  const exported = async (path: string, method: 'GET' | 'POST'): Promise<Buffer> =>
    bytesOf(await lab.link(path, method));
  const assignments = (): readonly { id: string; name: string }[] =>
    python.modules.flatMap((module) => module.assignments);

  before(async () => {
    lab = await openCampus();
    python = await lab.course(/Python/);
    base = `/courses/${python.id}`;
  });
  after(() => lab.end());

  it('gives one student’s CSV by id, login and e-mail, as a bare JSON string', async () => {
    const [student] = v.parse(UsersSchema, await lab.json(`${base}/students`));
    for (const name of [student!.id, student!.login, `${student!.login}@students.example.org`]) {
      const url = v.parse(
        v.string(),
        await lab.json(`${base}/students/${encodeURIComponent(name)}/export/csv`),
      );
      const rows = rowsOf(await bytesOf(url));
      assert.equal(rows.length, 1 + 8);
      assert.ok(rows.slice(1).every((row) => row[0] === 'Anna Müller'));
    }
  });

  it('gives an assignment’s CSV with its columns, and a test student whom the list hides', async () => {
    const url = v.parse(v.string(), await lab.json(`${base}/assignments/${assignments()[0]!.id}/export/csv`));
    const [header, ...rows] = rowsOf(await bytesOf(url));
    assert.deepEqual(header!.slice(0, 9), [
      'Student_Name',
      'First_Name',
      'Last_Name',
      'Username',
      'Hashed_ID',
      'Email Address',
      'Right Count',
      'Wrong Count',
      'Answered Assessments',
    ]);
    assert.equal(header!.length, 25 + 5 * 3);
    assert.equal(header!.filter((name) => name === 'In your own words_Answer').length, 2);
    assert.equal(rows.length, 36 + 1);
    assert.ok(rows.some((row) => row[3] === 'test-student-1'));
    const listed = v.parse(UsersSchema, await lab.json(`${base}/students`));
    assert.ok(listed.length === 36 && !listed.some(({ login }) => login.startsWith('test')));
  });

  it('gives the assessment data of one assignment as a CSV, of several as a zip of CSVs', async () => {
    const [first, second] = assignments();
    const one = rowsOf(await exported(`${base}/export/assessments/csv?assignmentIds=${first!.id}`, 'GET'));
    assert.deepEqual(one[0]!.slice(6, 10), [
      'Assignment_Name',
      'Total_Points_Earned',
      'Total_Points_Possible',
      'Time_Spent',
    ]);
    assert.ok(one[0]!.includes('Warm-up, printing_Earned_Points'));
    assert.ok(one[0]!.includes('Reflection\n(second line)_Total_Points_Possible'));
    const ids = `${first!.id},${second!.id}`;
    const many = await unzip(await exported(`${base}/export/assessments/csv?assignmentIds=${ids}`, 'GET'));
    assert.equal(many.size, 2);
    for (const csv of many.values()) assert.equal(rowsOf(csv).length, 1 + 36 + 3);
  });

  it('gives a workspace as a .tar.zst without what students must not see, and each student another', async () => {
    const users = v.parse(UsersSchema, await lab.json(`${base}/students`));
    const of = async (at: number): Promise<ReadonlyMap<string, Buffer>> =>
      untarZst(
        await exported(
          `${base}/assignments/${assignments()[0]!.id}/students/${users[at]!.id}/download`,
          'GET',
        ),
      );
    const [first, second] = [await of(0), await of(1)];
    assert.ok(first.has('main.py') && first.has('.codio') && first.has('.guides/content/index.json'));
    assert.ok(![...first.keys()].some((path) => path.startsWith('.guides/secure')));
    assert.match(first.get('main.py')!.toString(), /anna\.mueller\b/);
    assert.notDeepEqual(first.get('main.py'), second.get('main.py'));
  });

  it('gives the sources as a zip with a .tar.zst for each published assignment, in the current layout', async () => {
    const zip = await unzip(await exported(`${base}/export/sources`, 'POST'));
    assert.equal(zip.size, 7);
    const tree = await untarZst(zip.get('Lab 1_ Hello, World.tar.zst')!);
    const root = v.parse(
      v.looseObject({ order: v.array(v.string()) }),
      JSON.parse(tree.get('.guides/content/index.json')!.toString()),
    );
    const [page, chapter] = root.order;
    assert.match(tree.get(`.guides/content/${page!}.md`)!.toString(), /^# Lab 1: Hello, World\n/);
    assert.ok(tree.has(`.guides/content/${chapter!}/index.json`));
    assert.ok(tree.has('.guides/secure/solution.txt'));
    assert.equal(tree.get('.guides/img/scores.png')!.toString('latin1', 1, 4), 'PNG');
    const embedded = [...tree.values()].join('\n').match(/\{Check It!\|assessment\}\(([^)]+)\)/g)!;
    assert.equal(embedded.length, 5);
    for (const embed of embedded)
      assert.ok(tree.has(`.guides/assessments/${/\((.+)\)/.exec(embed)![1]!}.json`));
  });

  it('gives the sources of the archived course in the older layout', async () => {
    const old = await lab.course(/2024/);
    const zip = await unzip(await exported(`/courses/${old.id}/export/sources`, 'POST'));
    for (const tar of zip.values()) {
      const tree = await untarZst(tar);
      const { sections } = v.parse(
        v.looseObject({ sections: v.array(v.looseObject({ 'content-file': v.string() })) }),
        JSON.parse(tree.get('.guides/metadata.json')!.toString()),
      );
      for (const section of sections) assert.ok(tree.has(section['content-file']));
      assert.ok(tree.has('.guides/book.json') && !tree.has('.guides/content/index.json'));
    }
  });

  it('gives the coach’s log with cells of several lines', async () => {
    const [header, ...rows] = rowsOf(await exported(`${base}/export/coach`, 'POST'));
    assert.equal(
      header!.join(),
      'Assignment_name,Assessment_id,User_email,User_id,Time,Question,Context_guides,Context_error,Context_files,Response',
    );
    assert.ok(rows.length > 100);
    assert.ok(rows.every((row) => row[8]!.includes('\n') && row[9]!.includes('```python\n')));
  });

  it('gives the log of the LLM proxy', async () => {
    const rows = rowsOf(await exported(`${base}/export/llmproxy`, 'POST'));
    assert.ok(rows.length > 10);
  });

  it('gives the coursework in each layout', async () => {
    const old = await lab.course(/2024/);
    const path = `/courses/${old.id}/export/workdata`;
    const counts: Record<string, number> = {};
    for (const layout of ['zips', 'tars', 'folders']) {
      await lab.sandbox('/faults', { courseworkLayout: layout });
      const entries = await unzip(await exported(path, 'POST'));
      const names = [...entries.keys()];
      counts[layout] = names.filter((name) => /\.(?:zip|tar\.zst)$|\/notes\.txt$/.test(name)).length;
      assert.ok(
        names.some((name) => name.endsWith('.csv')),
        layout,
      );
      const zip = names.find((name) => name.endsWith('.zip'));
      if (zip !== undefined) assert.ok((await unzip(entries.get(zip)!)).has('notes.txt'));
      const tar = names.find((name) => name.endsWith('.tar.zst'));
      if (tar !== undefined) assert.ok((await untarZst(entries.get(tar)!)).has('notes.txt'));
    }
    assert.ok(counts['zips']! > 50);
    assert.deepEqual(counts, { zips: counts['zips'], tars: counts['zips'], folders: counts['zips'] });
    await lab.sandbox('/faults', { courseworkLayout: 'zips' });
  });

  it('pads the coursework with noise when it is asked to be big', async () => {
    const empty = await lab.course(/Databases/);
    await lab.sandbox('/faults', { big: 9 });
    const zip = await exported(`/courses/${empty.id}/export/workdata`, 'POST');
    await lab.sandbox('/faults', { big: 0 });
    assert.ok(zip.length > 9 * 1024 * 1024 && zip.length < 9.1 * 1024 * 1024);
    const sizes = [...(await unzip(zip)).values()].map((bytes) => bytes.length / 1024 / 1024);
    assert.deepEqual(sizes, [4, 4, 1]);
  });

  it('makes the same bytes for the same order', async () => {
    const [one, two] = [
      await exported(`${base}/export/sources`, 'POST'),
      await exported(`${base}/export/sources`, 'POST'),
    ];
    assert.ok(one.equals(two));
  });
});
