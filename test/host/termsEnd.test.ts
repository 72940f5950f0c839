import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { CloseOutRecord } from '../../src/core/closeout/closeOutRecord.ts';
import type { Api } from '../../src/extension.ts';
import { runNode } from '../../src/features/closeout/runNode.ts';
import type { ExportNode } from '../../src/features/exports/jobTree.ts';
import { COMMANDS } from '../../src/manifest.ts';
import { restingManifest } from '../closeout/restingManifest.ts';
import { until } from '../until.ts';
import { lectern } from './lectern.ts';
import { GIVEN, theCampus, type TheCampus } from './theCampus.ts';
import { connectionRow, labelOf, placesBelow, wordsOf } from './treeRows.ts';

describe('closing out courses', () => {
  let api: Api;
  let campus: TheCampus;

  before(async () => {
    api = await lectern();
    campus = theCampus();
  });
  afterEach(async () => {
    for (const { id } of api.services.closeOuts.runs) {
      await api.services.closeOuts.order(id, { action: 'cancel' });
      await api.services.closeOuts.idle();
      await api.services.closeOuts.remove(id);
    }
    await campus.sandbox.reset();
  });

  /** The editor shows no modal question in a test, so the run is begun where the answer to it would. */
  const start = async (
    count: number,
    faults: Parameters<TheCampus['sandbox']['turn']>[0] = {},
  ): Promise<CloseOutRecord> => {
    await campus.sandbox.reset();
    await campus.sandbox.turn({ taskMs: 0, ...faults });
    api.courses.refresh();
    const rows = await placesBelow(api.courses, await connectionRow(api.courses, GIVEN), 'course');
    const courses = rows.slice(0, count).map(({ place: { id, name } }) => ({ id, name }));
    return api.services.closeOuts.start(GIVEN, courses);
  };
  const restOf = ({ id }: CloseOutRecord, status: CloseOutRecord['status']): Promise<CloseOutRecord> =>
    until(
      `a run that is ${status}`,
      () => {
        const run = api.services.closeOuts.run(id);
        return run?.status === status ? run : undefined;
      },
      60_000,
    );
  const below = async (node: ExportNode): Promise<readonly ExportNode[]> => api.exports.getChildren(node);
  const report = async (run: CloseOutRecord): Promise<string> => {
    await vscode.commands.executeCommand(COMMANDS.verifyExports, runNode(run));
    return until('the report', () =>
      vscode.workspace.textDocuments
        .filter(({ uri }) => uri.scheme === 'lectern-report')
        .sort((a, b) => Number(b.uri.query) - Number(a.uri.query))[0]
        ?.getText(),
    );
  };

  it('goes from the rows of three courses to a manifest that verifies', async function () {
    this.timeout(120_000);
    const run = await restOf(await start(3), 'ended');
    assert.deepEqual(run.counts, { total: 12, saved: 12, absent: 0, failed: 0, damaged: 0 });
    const row = api.exports.getTreeItem(runNode(run));
    assert.match(labelOf(row), /^Close-out \d{4}-\d\d-\d\d/);
    assert.deepEqual(wordsOf(row), ['run', 'revealable', 'runRests']);
    const courses = await below(runNode(run));
    assert.equal(courses.length, 3);
    assert.ok(courses[0]);
    const rows = await below(courses[0]);
    assert.equal(rows.length, 4);
    const [coursework] = rows;
    assert.ok(coursework);
    assert.deepEqual(wordsOf(api.exports.getTreeItem(coursework)), ['runPart', 'done', 'extractable']);
    const [entry] = await below(coursework);
    assert.ok(entry && 'type' in entry && entry.type === 'entry', 'nothing inside');
    assert.equal(api.exports.getParent(entry), coursework);
    assert.equal((await restingManifest(run.folder)).state, 'complete');
    assert.match(await report(run), /^# All 12 files are as they were saved\./);
  });

  it('says which part failed, makes only that again, and Verify names a damaged file', async function () {
    this.timeout(120_000);
    const faults = { failPath: '/export/coach', failWith: 403, failTimes: 1 } as const;
    const run = await restOf(await start(1, faults), 'ended');
    assert.equal(run.counts.failed, 1);
    assert.deepEqual(wordsOf(api.exports.getTreeItem(runNode(run))), [
      'run',
      'revealable',
      'runRests',
      'runResumable',
    ]);
    await campus.sandbox.forgetRequests();
    await vscode.commands.executeCommand(COMMANDS.resumeCloseOut, runNode(run));
    await until('the part that failed', () =>
      api.services.closeOuts.run(run.id)?.counts.saved === 4 ? true : undefined,
    );
    const whole = await restOf(run, 'ended');
    assert.ok(!(await campus.sandbox.requests()).some(({ path }) => path.endsWith('/export/workdata')));
    const { exports } = await restingManifest(whole.folder);
    const [first] = exports.flatMap((one) => (one.outcome === 'saved' ? [one.file] : []));
    assert.ok(first !== undefined);
    const path = join(whole.folder, ...first.split('/'));
    const bytes = await readFile(path);
    bytes[40] = (bytes[40] ?? 0) ^ 0xff;
    await writeFile(path, bytes);
    assert.ok((await report(whole)).includes(`- changed: \`${first}\``));
    // The rows show it, and Retry brings that file alone.
    await until('the mark', () =>
      api.services.closeOuts.run(run.id)?.counts.damaged === 1 ? true : undefined,
    );
    const [course] = await below(runNode(whole));
    assert.ok(course);
    const marked = (await below(course)).find((row) =>
      wordsOf(api.exports.getTreeItem(row)).includes('partResumable'),
    );
    assert.ok(marked);
    assert.match(String(api.exports.getTreeItem(marked).description), /^changed/);
    assert.match(String(api.exports.getTreeItem(course).description), /^3 of 4 exports, 1 damaged$/);
    await vscode.commands.executeCommand(COMMANDS.retryCloseOutPart, marked);
    await until('the file anew', () =>
      api.services.closeOuts.run(run.id)?.counts.saved === 4 ? true : undefined,
    );
    await restOf(run, 'ended');
    const old = path.replace(/(\.\w+)$/, ' (damaged)$1');
    assert.deepEqual(await readFile(old), bytes);
    assert.notDeepEqual(await readFile(path), bytes);
  });

  it('says in the rows below a cancelled run that they are cancelled', async function () {
    this.timeout(120_000);
    const begun = await start(1, { taskMs: 60_000 });
    await until('a task', async () =>
      (await api.services.closeOuts.items(begun.id)).some(({ state }) => state.step === 'waiting')
        ? true
        : undefined,
    );
    await vscode.commands.executeCommand(COMMANDS.cancelCloseOut, runNode(begun));
    const run = await restOf(begun, 'cancelled');
    const [course] = await below(runNode(run));
    assert.ok(course);
    for (const row of await below(course)) {
      const item = api.exports.getTreeItem(row);
      assert.equal(item.description, 'cancelled');
      assert.deepEqual(wordsOf(item), ['runPart', 'partResumable']);
    }
  });
});
