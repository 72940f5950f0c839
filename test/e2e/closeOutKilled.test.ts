import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { killExtensionHost } from '../../scripts/host/killExtensionHost.ts';
import { sha256 } from '../campus/sha256.ts';
import { restingManifest } from '../closeout/restingManifest.ts';
import { until } from '../until.ts';
import { onStage } from './onStage.ts';

const COURSES = [
  'Foundations of Computing',
  'Introduction to Programming with Python',
  'Data Structures and Algorithms in Java',
];
/** Coursework, sources, assessment data, coach logs. */
const EXPORTS_EACH = 4;

describe('a close-out that is interrupted', () => {
  const stage = onStage('closeOutKilled', { connected: true });

  it('ends with a manifest that verifies, through two kills of the extension host and a storm of refusals', async () => {
    const { workbench, sandbox, server, finished } = stage();
    const { page } = workbench;
    await sandbox.turn({ taskMs: 1500 });
    // With the key from the first one on: a plain click opens a row, and the others move.
    for (const name of COURSES) await workbench.rows(name, 'Courses').click({ modifiers: ['ControlOrMeta'] });
    await workbench.menu(workbench.rows(COURSES.at(-1), 'Courses'), 'Close Out Courses…');
    await workbench.dialog.getByText('Close out 3 courses?').waitFor();
    await workbench.shot('close-out-killed-question');
    await workbench.dialog.getByRole('button', { name: 'Close Out' }).click();

    const saved = (): readonly string[] => finished().filter((path) => !/manifest\.|\.jsonl$/.test(path));
    await until('the first files', () => saved()[1]);
    await killExtensionHost(server);
    const afterFirst = saved().length;
    assert.ok(afterFirst < COURSES.length * EXPORTS_EACH, 'there was something left to do');
    await sandbox.turn({ failTimes: 6, failWith: 429 });
    await workbench.reload();
    await workbench.showContainer('Lectern');
    await until('more files', () => saved()[afterFirst], 120_000);
    await killExtensionHost(server);
    await workbench.reload();
    await workbench.showContainer('Lectern');
    const row = workbench.rows('12 of 12 exports', 'Exports');
    await row.waitFor({ timeout: 120_000 });
    await workbench.shot('close-out-killed-done');

    const path = finished().find((file) => file.endsWith('manifest.json'));
    assert.ok(path);
    const { state, exports } = await restingManifest(dirname(path));
    assert.equal(state, 'complete');
    assert.equal(exports.length, COURSES.length * EXPORTS_EACH);
    const files = exports.filter((entry) => entry.outcome === 'saved');
    for (const entry of files) assert.equal(await sha256(join(dirname(path), entry.file)), entry.sha256);
    assert.equal(new Set(files.map(({ file }) => file)).size, files.length);
    assert.equal(saved().length, files.length, 'nothing is there twice');

    await workbench.menu(row, 'Verify Exports');
    await page.locator('.tab', { hasText: 'Verification' }).waitFor({ timeout: 60_000 });
    const report = await workbench.webview('h1');
    await report.locator('h1', { hasText: `All ${files.length} files are as they were saved.` }).waitFor();
    await workbench.shot('close-out-killed-verified');
    // Refusals are waited out, twice.
  }).timeout(420_000);
});
