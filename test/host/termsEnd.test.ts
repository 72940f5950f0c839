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
    return until('the report', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === 'lectern-report' ? document.getText() : undefined;
    });
  };

  it('goes from the rows of three courses to a manifest that verifies', async function () {
    this.timeout(120_000);
    const run = await restOf(await start(3), 'ended');
    assert.deepEqual(run.counts, { total: 12, saved: 12, absent: 0, failed: 0 });
    const row = api.exports.getTreeItem(runNode(run));
    assert.match(labelOf(row), /^Close-out \d{4}-\d\d-\d\d/);
    assert.deepEqual(wordsOf(row), ['run', 'runRests']);
    const courses = await below(runNode(run));
    assert.equal(courses.length, 3);
    assert.ok(courses[0]);
    assert.equal((await below(courses[0])).length, 4);
    assert.equal((await restingManifest(run.folder)).state, 'complete');
    assert.match(await report(run), /^# All 12 files are as they were saved\./);
  });

  it('says which part failed, makes only that again, and Verify names a damaged file', async function () {
    this.timeout(120_000);
    const faults = { failPath: '/export/coach', failWith: 403, failTimes: 1 } as const;
    const run = await restOf(await start(1, faults), 'ended');
    assert.equal(run.counts.failed, 1);
    assert.deepEqual(wordsOf(api.exports.getTreeItem(runNode(run))), ['run', 'runRests', 'runResumable']);
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
  });
});
