import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startCampus, type Campus } from '../../src/core/campus/campus.ts';
import { until } from '../until.ts';
import { onStage } from './onStage.ts';

describe('a Kolibri server by hand', () => {
  const stage = onStage('kolibri', { connected: false });
  let campus: Campus;
  let stateDir: string;

  before(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'lectern-kolibri-e2e-'));
    campus = await startCampus({ stateDir });
  });
  after(async () => {
    await campus.close();
    rmSync(stateDir, { recursive: true, force: true, maxRetries: 5 });
  });

  const enter = async (prompt: RegExp, value: string): Promise<void> => {
    const { quickInput } = stage().workbench;
    await quickInput.locator('.quick-input-message').filter({ hasText: prompt }).waitFor();
    const input = quickInput.locator('.quick-input-box input');
    await input.fill(value);
    await input.press('Enter');
  };

  it('is connected by address, user name and password', async () => {
    const { workbench } = stage();
    const { baseUrl, username, password } = campus.kolibri;
    await workbench.command('Lectern: Add Connection');
    await workbench.choose('Kolibri');
    await enter(/Address of the Kolibri server/, baseUrl);
    await enter(/User name/, username);
    await enter(/^Password of/, password);
    await enter(/name of this connection/, 'Our Kolibri');
    await workbench.rows('Our Kolibri').first().waitFor();
  });

  it('shows facility, classes, lessons and people with their counts', async () => {
    const { workbench } = stage();
    const { page, rows } = workbench;
    const facility = rows('Lakeside School', 'Courses');
    await facility.click();
    const classroom = rows(/\d learners/, 'Courses').first();
    await classroom.click();
    await rows(/^Lessons and Quizzes\s*\d+/).click();
    await rows(/\d resources?/)
      .first()
      .waitFor();
    await rows(/\d questions?/)
      .first()
      .waitFor();
    await rows(/^Learners\s*\d+/).click();
    await page.mouse.move(900, 400);
    await workbench.shot('kolibri-tree');
  });

  it('exports summary logs since the first one, and says how many rows repeat', async () => {
    const { workbench, finished } = stage();
    const { page, rows } = workbench;
    await workbench.menu(rows('Lakeside School', 'Courses'), 'Export Summary Logs');
    await workbench.quickInput
      .getByText('Logs of which days?')
      .or(workbench.quickInput.locator('input'))
      .first()
      .waitFor();
    await workbench.shot('kolibri-days');
    await workbench.choose('Everything since the first log');
    await workbench.choose('English');
    const path = await until('the file', () => finished().find((one) => one.endsWith('.csv')));
    assert.match(basename(path), /^Summary logs \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d .*\.csv$/);
    assert.match(readFileSync(path, 'utf8'), /^\uFEFFFacility name,Username,User type,/);
    const row = rows(/^Summary logs\s*[\d,]+ rows/, 'Exports').first();
    await row.waitFor();
    await page.mouse.move(900, 400);
    await workbench.shot('kolibri-logs');
    if ((await row.innerText()).includes('repeats')) {
      await workbench.menu(row, 'Save Without Repeats');
      await workbench.notification(/repeats are left out/).waitFor();
      assert.ok(finished().some((one) => one.endsWith(' without repeats.csv')));
    }
  });

  it('opens a users file from its template', async () => {
    const { workbench } = stage();
    await workbench.command('Lectern: New Users CSV from Template');
    await workbench.choose('English');
    await workbench.page.locator('.tab.active', { hasText: 'users.csv' }).waitFor();
    await workbench.page.locator('.view-line', { hasText: '(USERNAME)' }).first().hover();
    await workbench.page
      .locator('.monaco-hover')
      .filter({ hasText: /Required|Optional|classes/ })
      .first()
      .waitFor();
    await workbench.shot('kolibri-template');
  });

  it('registers a facility with its data portal, and syncs it', async () => {
    const { workbench } = stage();
    const facility = workbench.rows('Lakeside School', 'Courses');
    await workbench.menu(facility, 'Register with Data Portal');
    await enter(/Project token/, 'nobody-s');
    await workbench.quickInput.getByText('does not know this project token').waitFor();
    await enter(/token/, 'demo-0001');
    await workbench.dialog.getByText('Lakeside Schools').waitFor();
    await workbench.shot('kolibri-register');
    await workbench.dialog.locator('.monaco-button', { hasText: 'Register' }).click();
    await workbench
      .rows(/synced just now/, 'Courses')
      .first()
      .waitFor({ timeout: 30_000 });
    await workbench.shot('kolibri-synced');
  });
});
