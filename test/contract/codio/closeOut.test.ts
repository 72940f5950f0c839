import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../../../src/core/manifest/closeOutManifest.ts';
import { verifyFolder } from '../../../src/core/verify/verifyFolder.ts';
import type { VerifyReport } from '../../../src/core/verify/verifyReport.ts';
import { openStage, type CloseOutStage } from '../../closeout/closeOutStage.ts';
import { until } from '../../until.ts';
import { scratchFolder } from '../../unit/exports/scratch.ts';

const noStop = new AbortController().signal;

describe('closing out courses of the sample campus', function () {
  this.timeout(120_000);
  const folder = scratchFolder();
  let stage: CloseOutStage;

  const open = async (faults: Parameters<typeof openStage>[2] = {}): Promise<void> => {
    stage = await openStage(folder(), new Date('2026-11-22T08:00:00Z'), faults);
  };
  afterEach(() => stage.stop());

  const verified = (): Promise<VerifyReport> => verifyFolder(stage.closeOutFolder(), noStop, () => undefined);
  const isWhole = async (courses: number): Promise<void> => {
    const { state, exports } = await readManifest(stage.closeOutFolder());
    assert.equal(state, 'complete');
    assert.equal(exports.length, courses * 4);
    const { findings, lacking, checked } = await verified();
    assert.deepEqual([findings, lacking], [[], []]);
    assert.equal(checked, courses * 4);
    const { begun, begunAgain, downloaded, downloadedAgain } = await stage.tally();
    assert.deepEqual({ begunAgain, downloadedAgain }, { begunAgain: 0, downloadedAgain: 0 });
    assert.deepEqual([begun, downloaded], [courses * 4, courses * 4]);
  };
  const downloads = (count: number): Promise<true> =>
    until(`${count} downloads`, async () => ((await stage.tally()).downloaded >= count ? true : undefined));

  it('survives two kills and a storm of 429, does nothing twice, and its manifest verifies', async () => {
    await open();
    const first = stage.run('start', 3);
    await downloads(2);
    await stage.kill(first);
    await stage.turn({ failTimes: 60, failWith: 429 });
    const second = stage.run('resume');
    await downloads(6);
    await stage.kill(second);
    await stage.ended(stage.run('resume'));
    await isWhole(3);
  });

  it('pauses when its share of the day is used up, and goes on the next day', async () => {
    await open({ daily: 60 });
    await stage.ended(stage.run('start', 4));
    assert.ok(
      stage.lines.some((line) => line.includes('pauses, quotaUsedUp')),
      stage.lines.join('\n'),
    );
    assert.ok((await stage.now()) >= Date.parse('2026-11-23T00:00:00Z'));
    await isWhole(4);
  });

  it('goes on after the server’s own day was used up by others', async () => {
    await open();
    const child = stage.run('start', 2);
    await downloads(1);
    await stage.turn({ daily: 0 });
    await until('the pause', () =>
      stage.lines.some((line) => line.includes('pauses, quotaUsedUp')) ? true : undefined,
    );
    await stage.turn({ daily: 10_000 });
    await stage.ended(child);
    await isWhole(2);
  });

  it('says which part of a course failed, and makes only that again', async () => {
    await open({ failPath: '/export/coach', failWith: 403, failTimes: 1 });
    await stage.ended(stage.run('start', 2));
    const { state, exports } = await readManifest(stage.closeOutFolder());
    assert.equal(state, 'incomplete');
    const failed = exports.filter(({ outcome }) => outcome === 'failed');
    assert.deepEqual(
      failed.map((one) => [one.export, one.outcome === 'failed' && one.reason]),
      [['coachLogs', 'forbidden']],
    );
    assert.equal((await verified()).lacking.length, 1);
    await stage.ended(stage.run('retry'));
    await isWhole(2);
  });

  it('names a file that is missing, changed, extra or cut off', async () => {
    await open();
    await stage.ended(stage.run('start', 2));
    const { exports } = await readManifest(stage.closeOutFolder());
    const files = exports.flatMap((one) => (one.outcome === 'saved' ? [one.file] : []));
    const [changed = '', cut = '', missing = ''] = files;
    const at = (name: string): string => join(stage.closeOutFolder(), ...name.split('/'));
    const bytes = readFileSync(at(changed));
    bytes[30] = (bytes[30] ?? 0) ^ 0xff;
    writeFileSync(at(changed), bytes);
    truncateSync(at(cut), 10);
    rmSync(at(missing));
    appendFileSync(at('note.txt'), 'mine');
    const before = readFileSync(at('manifest.json'));
    assert.deepEqual((await verified()).findings, [
      { name: changed, problem: 'changed' },
      { name: cut, problem: 'changed' },
      { name: missing, problem: 'missing' },
      { name: 'note.txt', problem: 'extra' },
    ]);
    assert.deepEqual(readFileSync(at('manifest.json')), before);
  });

  it('goes on when it is resumed and the share was raised, on the same day', async () => {
    await open({ daily: 60 });
    await stage.ended(stage.run('startOnce', 3));
    assert.match(stage.lines.at(-1) ?? '', /"status":"running"/);
    await stage.ended(stage.run('retry', 0, 95));
    assert.ok((await stage.now()) < Date.parse('2026-11-23T00:00:00Z'));
    await isWhole(3);
  });

  it('fetches anew only what a verification found damaged, and keeps what was there', async () => {
    await open();
    await stage.ended(stage.run('start', 2));
    const { exports } = await readManifest(stage.closeOutFolder());
    const files = exports.flatMap((one) => (one.outcome === 'saved' ? [one.file] : []));
    const [changed = '', missing = ''] = files;
    const at = (name: string): string => join(stage.closeOutFolder(), ...name.split('/'));
    appendFileSync(at(changed), 'more');
    const damaged = readFileSync(at(changed));
    rmSync(at(missing));
    await stage.ended(stage.run('check'));
    assert.deepEqual(JSON.parse(stage.lines.at(-1) ?? ''), {
      status: 'ended',
      total: 8,
      saved: 6,
      absent: 0,
      failed: 0,
      damaged: 2,
    });
    const before = await stage.tally();
    await stage.ended(stage.run('retry'));
    const after = await stage.tally();
    const starts = ({ begun, begunAgain }: typeof before): number => begun + begunAgain;
    assert.equal(starts(after) - starts(before), 2);
    assert.equal(after.downloaded - before.downloaded, 2);
    const aside = changed.replace(/\.(\w+)$/, ' (damaged).$1');
    assert.deepEqual((await verified()).findings, [{ name: aside, problem: 'extra' }]);
    assert.deepEqual(readFileSync(at(aside)), damaged);
    assert.equal((await readManifest(stage.closeOutFolder())).state, 'complete');
    // A second look finds nothing and takes the marks away.
    await stage.ended(stage.run('check'));
    assert.match(stage.lines.at(-1) ?? '', /"damaged":0/);
  });

  it('says of a folder without a manifest that it has none', async () => {
    await open();
    await assert.rejects(
      verifyFolder(folder(), noStop, () => undefined),
      {
        failure: { kind: 'gone', missing: 'manifest' },
      },
    );
  });
});
