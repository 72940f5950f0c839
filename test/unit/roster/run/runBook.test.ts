import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importRuns, undoable } from '../../../../src/core/roster/run/importRuns.ts';
import { RunBook } from '../../../../src/core/roster/run/record/runBook.ts';
import type { RunRecord } from '../../../../src/core/roster/run/record/runRecord.ts';
import { changeOf, planOf } from './runPlans.ts';

function recordOf(more: Partial<RunRecord> = {}): RunRecord {
  return {
    id: 'r1',
    connectionId: 'k',
    facility: { id: 'f', name: 'School' },
    createdAt: '2026-11-22T10:00:00.000Z',
    backup: '/backup',
    changes: 1,
    status: 'running',
    undone: false,
    ...more,
  };
}

describe('RunBook', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'lectern-runs-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const plan = planOf({
    classes: [{ id: 'c', name: 'Old' }, { name: 'New' }],
    changes: [
      changeOf({ enrol: [1], hasPassword: true, fields: [{ field: 'gender', from: '', to: 'MALE' }] }),
    ],
    removals: [{ userId: 'x', username: 'x', fullName: 'X' }],
  });

  it('is read as it was written', async () => {
    const book = await RunBook.begin(join(folder, 'r1'), recordOf(), plan);
    await book.begun('user:0');
    await book.done('user:0', ['id']);
    await book.begun('user:1');
    await book.failed('user:1', { kind: 'badInput', detail: 'no' });
    await book.begun('enrol:0');
    await book.close();
    const read = (await RunBook.read(join(folder, 'r1')))!;
    assert.deepEqual(read.plan, plan);
    assert.deepEqual(read.record, recordOf());
    assert.deepEqual(read.stateOf('user:0'), { state: 'done', made: ['id'] });
    assert.deepEqual(read.stateOf('user:1'), {
      state: 'failed',
      failure: { kind: 'badInput', detail: 'no' },
    });
    assert.deepEqual(read.stateOf('enrol:0'), { state: 'begun' });
    assert.equal(read.stateOf('remove:0'), undefined);
  });

  it('takes a line that a crash cut off for not written, and loses none after it', async () => {
    const path = join(folder, 'r1');
    const book = await RunBook.begin(path, recordOf(), plan);
    await book.begun('user:0');
    await book.close();
    await appendFile(join(path, 'journal.jsonl'), '{"step":"user:0","sta');
    const again = (await RunBook.read(path))!;
    assert.deepEqual(again.stateOf('user:0'), { state: 'begun' });
    await again.done('user:0', ['id']);
    await again.close();
    assert.deepEqual((await RunBook.read(path))!.stateOf('user:0'), { state: 'done', made: ['id'] });
  });

  it('is none where there is no record', async () => {
    assert.equal(await RunBook.read(join(folder, 'none')), undefined);
  });

  it('keeps what becomes of the run', async () => {
    const book = await RunBook.begin(join(folder, 'r1'), recordOf(), plan);
    await book.update({ status: 'ended' });
    assert.equal((await RunBook.read(join(folder, 'r1')))!.record.status, 'ended');
    assert.match(await readFile(join(folder, 'r1', 'run.json'), 'utf8'), /"ended"/);
  });

  it('lists the runs, the newest first, and nothing that is none', async () => {
    await RunBook.begin(join(folder, 'a'), recordOf({ id: 'a' }), plan);
    await RunBook.begin(
      join(folder, 'b'),
      recordOf({ id: 'b', createdAt: '2026-11-23T10:00:00.000Z' }),
      plan,
    );
    await appendFile(join(folder, 'stray'), 'x');
    assert.deepEqual(
      (await importRuns(folder)).map(({ id }) => id),
      ['b', 'a'],
    );
    assert.deepEqual(await importRuns(join(folder, 'none')), []);
  });
});

describe('undoable', () => {
  const ids = (...runs: readonly RunRecord[]): readonly string[] => undoable(runs).map(({ id }) => id);

  it('is the last import of each facility', () => {
    const other = { id: 'g', name: 'Other' };
    assert.deepEqual(
      ids(
        recordOf({ id: 'undo', undoes: 'x', status: 'ended' }),
        recordOf({ id: 'a', status: 'cancelled' }),
        recordOf({ id: 'b', status: 'ended' }),
        recordOf({ id: 'c', status: 'ended', facility: other }),
        recordOf({ id: 'd', status: 'ended', connectionId: 'other' }),
      ),
      ['a', 'c', 'd'],
    );
  });

  it('is the one before, once the last is undone', () => {
    assert.deepEqual(
      ids(recordOf({ id: 'a', status: 'ended', undone: true }), recordOf({ id: 'b', status: 'ended' })),
      ['b'],
    );
  });

  it('is the last one, also while it is not at its end: never the one before', () => {
    assert.deepEqual(ids(recordOf({ id: 'a' }), recordOf({ id: 'b', status: 'ended' })), ['a']);
  });
});
