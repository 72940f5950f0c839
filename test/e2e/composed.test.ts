import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../until.ts';
import { onStage } from './onStage.ts';
import type { Workbench } from './workbench.ts';

const COURSE = 'Introduction to Programming with Python';
/** She has begun everything. */
const STUDENT = 'Anna Müller';

/** Rests the mouse on a row until its tooltip is there; a row that is drawn anew in between takes it away. */
async function showTooltip({ page }: Workbench, row: Locator, text: string): Promise<void> {
  await until('the tooltip', async () => {
    await page.mouse.move(900, 400);
    await row.locator('.label-name').hover();
    const shown = page.locator('.workbench-hover-container', { hasText: text });
    return shown.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => undefined,
    );
  });
}

describe('a composed export', () => {
  const stage = onStage('composed', { connected: true });

  before(async () => {
    const { workbench } = stage();
    await workbench.rows(COURSE, 'Courses').click();
    await workbench.rows('Students', 'Courses').click();
    await workbench.rows(STUDENT, 'Courses').first().waitFor();
  });

  it('asks first, and says what it takes of the day’s requests', async () => {
    const { workbench, sandbox, finished } = stage();
    await workbench.menu(workbench.rows(STUDENT, 'Courses').first(), 'Export Student Data');
    const { dialog } = workbench;
    await dialog.getByText(`Export Student data of ${STUDENT}?`).waitFor();
    await dialog
      .getByText(
        /It consists of \d+ parts and takes about \d+ requests\. The organisation has [\d,]+ requests left/,
      )
      .waitFor();
    await workbench.shot('composed-confirm');
    await sandbox.forgetRequests();
    await dialog.locator('.monaco-button', { hasText: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(await sandbox.requests(), [], 'who thinks better of it has asked for nothing');
    assert.deepEqual(finished(), []);
  });

  it('names what it lacks in its row, and Retry brings just that', async () => {
    const { workbench, sandbox, finished } = stage();
    const { dialog, rows } = workbench;
    await sandbox.turn({ taskMs: 100 });
    await workbench.menu(rows(STUDENT, 'Courses').first(), 'Export Student Data');
    await dialog.getByText(/It consists of/).waitFor();
    // The start of one workspace is refused for good.
    await sandbox.turn({ failTimes: 1, failWith: 403, failPath: '/download' });
    await dialog.locator('.monaco-button', { hasText: 'Export' }).click();
    const row = rows(/\d+ of \d+ parts, 1 failed/, 'Exports');
    await row.waitFor();
    const zips = (): readonly string[] => finished().filter((path) => path.endsWith('.zip'));
    const partial = zips();
    assert.equal(partial.length, 1);
    await showTooltip(workbench, row, 'SHA-256');
    await workbench.shot('composed-partial');
    await workbench.page.mouse.move(900, 400);

    await sandbox.forgetRequests();
    await workbench.menu(row, 'Retry');
    await rows(/^Student data.*· \d+ parts/, 'Exports').waitFor();
    const begun = (await sandbox.requests()).filter(({ path: url }) =>
      /\/students\/[^/]+\/download$/.test(url),
    );
    assert.equal(begun.length, 1, 'only the lost part was asked for');
    assert.deepEqual(zips(), partial, 'the whole zip stands where the partial one was');
    await workbench.page.mouse.move(900, 400);
    await workbench.shot('composed-whole');
  });

  it('offers the coursework that the server has, and says how long its link lives', async () => {
    const { workbench } = stage();
    const { rows, quickInput } = workbench;
    await workbench.menu(rows(COURSE, 'Courses'), 'Export Coursework');
    await rows(/^Coursework.*link ends in 7 days/, 'Exports').waitFor();
    await workbench.menu(rows(COURSE, 'Courses'), 'Export Coursework');
    await quickInput.getByPlaceholder(/A link lives for 7 days/).waitFor();
    await quickInput.getByText(/In the list of exports since .+ · link ends in 7 days/).waitFor();
    await workbench.shot('server-exports');
    await workbench.page.keyboard.press('Escape');
    await quickInput.waitFor({ state: 'hidden' });
  });

  it('tells who is inactive, in a course that has run for long', async () => {
    const { workbench } = stage();
    const { rows } = workbench;
    await rows(COURSE, 'Courses').locator('.monaco-tl-twistie').click();
    const course = rows('Foundations of Computing', 'Courses');
    await course.click();
    await rows('Students', 'Courses').click();
    await rows(/inactive since \d+/, 'Courses')
      .or(rows(/inactive since [A-Z]/, 'Courses'))
      .first()
      .waitFor();
    await workbench.shot('inactive-rows');
    await workbench.menu(course, 'Export Coursework');
    const note = workbench.notification(/completed nothing for 90 days; Codio leaves inactive students out/);
    await note.waitFor();
    await workbench.shot('inactive-note');
    await note.locator('.monaco-button', { hasText: 'Show Names' }).click();
    await workbench.quickInput
      .getByText(/nothing begun|inactive since/)
      .first()
      .waitFor();
    await workbench.shot('inactive-names');
    await workbench.page.keyboard.press('Escape');
  });
});
