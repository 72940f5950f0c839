import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { startCampus, type Campus } from '../../src/core/campus/campus.ts';
import { openKolibriSandbox } from '../campus/kolibriSandbox.ts';
import school from '../contract/kolibri/school.json' with { type: 'json' };
import { until } from '../until.ts';
import { onStage } from './onStage.ts';

/** A real Kolibri with its portal, as `node scripts/kolibri.mjs serve --portal` starts one; else a campus is played with. */
const REAL = process.env['LECTERN_KOLIBRI_URL'];
const SCHOOL = REAL === undefined ? 'Lakeside School' : school.facility;

describe('a Kolibri server by hand', () => {
  const stage = onStage('kolibri', { connected: false });
  let campus: Campus | undefined;
  let kolibri: Campus['kolibri'];
  let stateDir: string;

  before(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'lectern-kolibri-e2e-'));
    if (REAL === undefined) campus = await startCampus({ stateDir });
    kolibri = campus?.kolibri ?? { baseUrl: REAL ?? '', ...school.superuser };
  });
  after(async () => {
    await campus?.close();
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
    const { baseUrl, username, password } = kolibri;
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
    const facility = rows(SCHOOL, 'Courses');
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
    await workbench.menu(rows(SCHOOL, 'Courses').first(), 'Export Summary Logs');
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
    const row = rows(/^Summary logs.*[\d,]+ rows/, 'Exports').first();
    await row.waitFor();
    await page.mouse.move(900, 400);
    await workbench.shot('kolibri-logs');
    if ((await row.innerText()).includes('repeats')) {
      await workbench.menu(row, 'Save Without Repeats');
      await workbench.notification(/repeats are left out/).waitFor();
      assert.ok(finished().some((one) => one.endsWith(' without repeats.csv')));
    }
  });

  it('exports session logs and users, and asks for the language each time', async () => {
    const { workbench, finished } = stage();
    const { page, rows } = workbench;
    await workbench.menu(rows(SCHOOL, 'Courses').first(), 'Export Session Logs');
    await workbench.choose('Everything since the first log');
    await workbench.choose('French');
    await until('the file', () => finished().find((one) => /Session logs .* fr-fr /.test(one)));
    await workbench.menu(rows(SCHOOL, 'Courses').first(), 'Export Users');
    await workbench.quickInput
      .getByText('In which language')
      .or(workbench.quickInput.locator('input'))
      .first()
      .waitFor();
    await workbench.shot('kolibri-language');
    await workbench.choose('English');
    const users = await until('the file', () => finished().find((one) => /Users [^f]/.test(basename(one))));
    assert.match(readFileSync(users, 'utf8'), /^\uFEFFDatabase ID \(UUID\),/);
    await rows(/^Users/, 'Exports')
      .first()
      .waitFor();
    await page.mouse.move(900, 400);
    await workbench.shot('kolibri-exports');
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
    // What is typed into it stays, although it is not saved yet.
    await workbench.page.keyboard.type(',ada,secret,Ada Lovelace,LEARNER');
    await workbench.page.locator('.view-line', { hasText: 'Lovelace' }).waitFor();
    await workbench.page.locator('.tab.active.dirty').waitFor();
  });

  it('registers a facility with its data portal, and knows of it after a reload', async () => {
    const { workbench } = stage();
    const facility = workbench.rows(new RegExp(`^${SCHOOL}`), 'Courses').first();
    // The first sync is to fail, so that the server does not know that the facility is registered.
    if (campus) await openKolibriSandbox(kolibri).turn({ jobOutcome: 'failed' });
    await workbench.menu(facility, 'Register with Data Portal');
    await enter(/Project token/, 'nobody-s');
    await workbench.quickInput.getByText('does not know this project token').waitFor();
    await enter(/token/, 'demo-0001');
    await workbench.dialog.getByText('Lakeside Schools').waitFor();
    await workbench.shot('kolibri-register');
    await workbench.dialog.locator('.monaco-button', { hasText: 'Register' }).click();
    await workbench
      .rows(campus ? /sync failed/ : /sync: \w+/, 'Courses')
      .first()
      .waitFor();
    await workbench.shot('kolibri-registered');
    if (!campus)
      await workbench
        .rows(/synced just now/, 'Courses')
        .first()
        .waitFor({ timeout: 60_000 });
    await workbench.reload();
    await workbench.page.locator('.view-line', { hasText: 'Lovelace' }).waitFor();
    await workbench.showContainer('Lectern');
    await workbench
      .rows(campus ? /(never synced|sync failed)/ : /synced/, 'Courses')
      .first()
      .waitFor();
  });

  it('syncs it, with its last success in the row', async () => {
    const { workbench } = stage();
    const facility = workbench.rows(new RegExp(`^${SCHOOL}`), 'Courses').first();
    if (campus) await openKolibriSandbox(kolibri).turn({ jobOutcome: 'ok' });
    await workbench.menu(facility, 'Sync with Data Portal');
    await workbench
      .notification(/is synced with the data portal \([\d.]+.* sent\)/)
      .waitFor({ timeout: 60_000 });
    await workbench
      .rows(/synced just now/, 'Courses')
      .first()
      .waitFor();
    await facility.hover();
    await workbench.page.locator('.monaco-hover', { hasText: 'Last successful sync' }).first().waitFor();
    await workbench.shot('kolibri-synced');
  });

  it('lists the jobs of the server, and gets the file of one that somebody else has begun', async () => {
    const { workbench, finished } = stage();
    const { page, rows } = workbench;
    const deputy = await openKolibriSandbox(kolibri).otherAdministrator();
    const type = 'kolibri.core.auth.tasks.exportuserstocsv';
    await deputy.send('POST', '/api/tasks/tasks/', { type, facility: deputy.facilityId, locale: 'de' });
    await workbench.command('Lectern: Show Jobs on the Server');
    const job = rows(/Export of users.*done/, 'Courses').first();
    await job.waitFor({ timeout: 30_000 });
    await page.mouse.move(900, 400);
    await workbench.shot('kolibri-jobs');
    await workbench.menu(job, 'Download File of Server Job');
    await until('the file', () => finished().find((one) => basename(one).includes(' de ')));
    await job.hover();
    await page.locator('.monaco-hover', { hasText: 'Begun by deputy' }).first().waitFor();
    await workbench.shot('kolibri-job');
  });
});
