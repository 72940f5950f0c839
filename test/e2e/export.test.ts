import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { courseNames } from '../../scripts/campus/courseNames.ts';
import { sha256 } from '../campus/sha256.ts';
import { until } from '../until.ts';
import { onStage } from './onStage.ts';

const COURSE = 'Introduction to Programming with Python';

describe('an export by hand', () => {
  const stage = onStage('export', { connected: true });

  it('shows the courses of the campus, their modules and their students', async () => {
    const { workbench, campus } = stage();
    const { page, rows } = workbench;
    for (const name of await courseNames(campus)) await rows(name).first().waitFor();
    await rows(COURSE, 'Courses').click();
    await rows('Modules').click();
    await rows('Control Flow').first().click();
    await rows('Quiz: Control Flow').getByText('hidden').waitFor();
    await rows('Students').waitFor();
    await page.mouse.move(900, 400);
    await workbench.shot('tree');
  });

  it('saves the coursework of a course, byte for byte, from its context menu', async () => {
    const { workbench, sandbox, finished, parts } = stage();
    const { page, rows } = workbench;
    await workbench.menu(rows(COURSE, 'Courses'), 'Export Coursework');
    const path = await until('the file', () => finished()[0]);
    await rows(/^Coursework\s*[\d.]+ MB/, 'Exports').waitFor();
    assert.match(basename(path), /^Coursework .*\.zip$/);
    const served = await sandbox.lastServed();
    assert.ok(served);
    assert.equal(await sha256(path), served.sha256);
    assert.deepEqual(parts(), []);
    await page.locator('.statusbar').getByText('Coursework:').waitFor({ state: 'detached' });
    await page.mouse.move(900, 400);
    await workbench.shot('export-done');
  });

  it('shows its log', async () => {
    const { workbench } = stage();
    await workbench.command('Lectern: Show Log');
    const panel = workbench.page.locator('.part.panel');
    await panel
      .getByText(/job\s[0-9a-f]{8}:\sdone/)
      .first()
      .waitFor();
    await workbench.shot('log');
  });
});
