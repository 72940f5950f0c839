import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import { restingManifest } from '../closeout/restingManifest.ts';
import { until } from '../until.ts';
import { onStage } from './onStage.ts';

const COURSES = ['Introduction to Programming with Python', 'Systems Programming in C'];

describe('closing out courses by hand', () => {
  const stage = onStage('closeout', { connected: true });

  it('says what it takes before it begins, and ends in a manifest', async () => {
    const { workbench, finished } = stage();
    const { page, rows } = workbench;
    const [first = '', second = ''] = COURSES;
    // With the key from the first one on: a plain click opens a row, and the others move.
    await rows(first, 'Courses').click({ modifiers: ['ControlOrMeta'] });
    await rows(second, 'Courses').click({ modifiers: ['ControlOrMeta'] });
    await workbench.menu(rows(second, 'Courses'), 'Close Out Courses…');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Close out 2 courses?').waitFor();
    await workbench.shot('close-out-confirmation');
    await dialog.getByRole('button', { name: 'Close Out' }).click();
    await rows(/^Close-out .*8 of 8 exports/, 'Exports').waitFor({ timeout: 60_000 });
    await rows(/^Close-out /, 'Exports').click();
    await rows(first, 'Exports').click();
    await page.mouse.move(900, 400);
    await workbench.shot('close-out');
    const path = await until('the manifest', () =>
      finished().find((one) => basename(one) === 'manifest.json'),
    );
    assert.equal((await restingManifest(dirname(path))).state, 'complete');
  });
});
