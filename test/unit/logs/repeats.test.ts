import { parse } from 'csv-parse/sync';
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countRows } from '../../../src/core/logs/countRows.ts';
import { repeatFilter } from '../../../src/core/logs/repeatFilter.ts';
import { unguardCell } from '../../../src/core/logs/unguardCell.ts';
import { writeWithoutRepeats } from '../../../src/core/logs/writeWithoutRepeats.ts';
import { failureFrom } from '../../failureFrom.ts';

const never = new AbortController().signal;
const HEADER = 'Facility name,Username,User type,Channel id,Channel name,Time Spent (sec)';

describe('usage logs and their repeats', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'lectern-logs-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const logs = async (rows: readonly string[], header = HEADER): Promise<string> => {
    const path = join(folder, 'Summary logs.csv');
    await writeFile(path, `\uFEFF${[header, ...rows].join('\r\n')}\r\n`);
    return path;
  };

  it('counts the repeats of people with roles, and takes equal rows of learners for two', async () => {
    const path = await logs([
      'S,ana,Learner,c1,Maths,90.5',
      'S,ana,Learner,c1,Maths,90.5',
      'S,cora,Class coach,c1,Maths,10.0',
      'S,cora,Class coach,c1,Maths,10.0',
      'S,ben,Learner,c1,Maths,1.0',
      'S,cora,Class coach,c1,Maths,10.0',
      'S,cora,Class coach,c2,Maths,10.0',
    ]);
    assert.deepEqual(await countRows(path, 'en', never), { total: 7, repeats: 2 });
  });

  it('knows learners in the language of the export', async () => {
    const path = await logs(['S,ana,Estudiante,c1,x,1.0', 'S,ana,Estudiante,c1,x,1.0']);
    assert.deepEqual(await countRows(path, 'es-es', never), { total: 2, repeats: 0 });
    assert.deepEqual(await countRows(path, 'en', never), { total: 2, repeats: 1 });
  });

  it('counts an export without a row, and has no count for what is no table', async () => {
    assert.deepEqual(await countRows(await logs([]), 'en', never), { total: 0, repeats: 0 });
    const broken = join(folder, 'broken.csv');
    await writeFile(broken, 'a,"b\r\n');
    assert.equal(await countRows(broken, 'en', never), undefined);
    assert.deepEqual(await failureFrom(countRows(broken, 'en', AbortSignal.abort())), { kind: 'cancelled' });
  });

  it('writes a copy beside the file, each row once, values unguarded, and leaves the file alone', async () => {
    const path = await logs([
      "S,cora,Class coach,c1,'-Maths \\| more,10.0",
      "S,cora,Class coach,c1,'-Maths \\| more,10.0",
      '"S, north",ana,Learner,c1,"say ""hi""",1.0',
    ]);
    const before = await readFile(path);
    const copy = await writeWithoutRepeats(path, 'en', never);
    assert.deepEqual(copy, { path: join(folder, 'Summary logs without repeats.csv'), rows: 2, leftOut: 1 });
    const text = await readFile(copy.path, 'utf8');
    assert.equal(
      text,
      `\uFEFF${HEADER}\r\nS,cora,Class coach,c1,-Maths | more,10.0\r\n"S, north",ana,Learner,c1,"say ""hi""",1.0\r\n`,
    );
    assert.deepEqual(await readFile(path), before);
    // Once more: nothing is replaced.
    const second = await writeWithoutRepeats(path, 'en', never);
    assert.equal(second.path, join(folder, 'Summary logs without repeats (2).csv'));
    const total = parse(text.slice(1))
      .slice(1)
      .reduce((sum, row) => sum + Number(row[5]), 0);
    assert.equal(total, 11);
  });

  it('leaves nothing of a copy that could not be written', async () => {
    const broken = join(folder, 'broken.csv');
    await writeFile(broken, 'a,b\r\nx,"y\r\n');
    assert.deepEqual(await failureFrom(writeWithoutRepeats(broken, 'en', never)), {
      kind: 'damaged',
      problem: 'unreadable',
    });
    const path = await logs(['S,ana,Learner,c1,x,1.0']);
    assert.deepEqual(await failureFrom(writeWithoutRepeats(path, 'en', AbortSignal.abort())), {
      kind: 'cancelled',
    });
    assert.deepEqual((await readdir(folder)).sort(), ['Summary logs.csv', 'broken.csv']);
  });

  it('forgets the oldest rows of a very large file, never the near ones', () => {
    const isRepeat = repeatFilter('en', 100);
    const row = (number: number): string[] => ['S', 'cora', 'Class coach', String(number)];
    let repeats = 0;
    for (let number = 0; number < 10_000; number += 1)
      for (const again of [row(number), row(number), row(Math.max(0, number - 50))])
        if (isRepeat(again)) repeats += 1;
    assert.equal(repeats, 20_000);
    assert.equal(isRepeat(row(0)), false);
  });

  it('takes off the guard against formulas, and nothing else', () => {
    for (const [guarded, value] of [
      ["'-Dara \\|x", '-Dara |x'],
      ["'=1+1", '=1+1'],
      ["'\\|x", "'\\|x"],
      ["'|x", '|x'],
      ["'tis", "'tis"],
      ['-12.5', '-12.5'],
      ['a \\| b', 'a \\| b'],
      ['', ''],
    ] as const)
      assert.equal(unguardCell(guarded), value);
  });
});
