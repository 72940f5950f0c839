import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import type { RosterSnapshot } from '../../src/core/roster/snapshot/rosterSnapshot.ts';
import { until } from '../until.ts';
import { axeViolations } from './axeViolations.ts';
import { onStage } from './onStage.ts';
import { exportedRows, schoolFile, schoolSnapshot, type SchoolRow } from './schoolFile.ts';

/** Waits until something is so. */
const holds = (what: string, look: () => Promise<boolean>): Promise<true> =>
  until(what, async () => (await look()) || undefined);

/** Themes that every VS Code has, and what it calls their kind. */
const THEMES = [
  ['Default Light Modern', 'vscode-light'],
  ['Default Dark Modern', 'vscode-dark'],
  ['Default High Contrast', 'vscode-high-contrast'],
] as const;

/** What the file changes: one of each effect, and one row that cannot be imported. */
function changed(rows: SchoolRow[]): SchoolRow[] {
  const learners = rows.filter(
    ({ USER_TYPE, ENROLLED_IN, GENDER }) => USER_TYPE === 'LEARNER' && ENROLLED_IN !== '' && GENDER !== '',
  );
  const [moved, renamed, capital, named, bad] = learners;
  Object.assign(moved!, { ENROLLED_IN: 'Night School' });
  Object.assign(renamed!, { USERNAME: 'another_name' });
  Object.assign(capital!, { USERNAME: capital!.USERNAME!.toUpperCase() });
  Object.assign(named!, { FULL_NAME: 'Somebody Else', IDENTIFIER: 'Z-99' });
  Object.assign(bad!, { GENDER: 'X' });
  Object.assign(
    rows.find(({ USERNAME }) => USERNAME === 'cora')!,
    { USER_TYPE: 'LEARNER', ASSIGNED_TO: '' },
  );
  rows.push({
    USERNAME: 'ada',
    PASSWORD: 'rainbow7',
    FULL_NAME: 'Ada Lovelace',
    USER_TYPE: 'LEARNER',
    ENROLLED_IN: 'Biology 10,Robotics',
  });
  return rows;
}

/** What an undo has to bring back: who is in the facility, with classes and roles; ids of classes that were made anew do not count. */
function essence({ users, classes }: RosterSnapshot): unknown {
  return {
    users: users
      .filter(({ isDeleted }) => !isDeleted)
      .map(({ id, username, fullName, identifier, roles, enrolledIn, assignedTo }) =>
        [id, username, fullName, identifier, roles, [...enrolledIn].sort(), [...assignedTo].sort()].join('|'),
      )
      .sort(),
    classes: classes.map(({ name }) => name).sort(),
  };
}

describe('the import preview', () => {
  const stage = onStage('importPreview', { connected: true });
  let before: RosterSnapshot;

  const view = (): Promise<Frame> => stage().workbench.webview('.plan:not([hidden]) .grid');
  const tile = (frame: Frame, label: string): Locator =>
    frame.locator('.tile', { has: frame.locator('.label', { hasText: new RegExp(`^${label}$`) }) });
  const counts = async (frame: Frame, label: string, count: string): Promise<void> => {
    await tile(frame, label)
      .locator('.count', { hasText: new RegExp(`^${count}$`) })
      .waitFor();
  };
  const rows = (frame: Frame): Locator => frame.locator('.body .row');
  const file = (): string => join(stage().workspace, 'users.csv');

  it('opens above the header, asks for the facility once, and says what each row does', async () => {
    const { workbench, campus } = stage();
    const { page } = workbench;
    before = await schoolSnapshot(campus);
    writeFileSync(file(), schoolFile(changed(exportedRows(before))));
    await workbench.open('users.csv');
    await page.locator('.codelens-decoration a', { hasText: 'Preview Import' }).click();
    await workbench.choose('Lakeside School');
    const frame = await view();
    for (const [label, count] of [
      ['Problem', '1'],
      ['Create', '1'],
      ['Update', '1'],
      ['Rename', '2'],
      ['Change role', '1'],
      ['Join classes', '2'],
      ['Leave classes', '2'],
    ] as const)
      await counts(frame, label, count);
    await frame.locator('.heading', { hasText: 'Lakeside School · users.csv' }).waitFor();
    const renamed = rows(frame).filter({ hasText: 'another_name' });
    await renamed.locator('.col-user .old').waitFor();
    assert.equal(await renamed.locator('.col-effect').innerText(), 'rename');
    await page.keyboard.press('Control+B');
    await workbench.shot('import-preview');
  });

  it('filters by tile, class and text', async () => {
    const { workbench } = stage();
    const frame = await view();
    await tile(frame, 'Rename').click();
    await holds('two rows are left', async () => (await rows(frame).count()) === 2);
    await tile(frame, 'Rename').click();
    await frame.locator('vscode-text-field').pressSequentially('robot');
    await holds('one row is left', async () => (await rows(frame).count()) === 1);
    await rows(frame).filter({ hasText: 'ada' }).locator('.change.plus', { hasText: 'Robotics' }).waitFor();
    await frame.locator('.tab', { hasText: 'Classes' }).click();
    const robotics = rows(frame).filter({ hasText: 'Robotics' });
    await robotics.locator('.col-state', { hasText: 'create' }).waitFor();
    await workbench.shot('import-preview-classes');
    await robotics.dblclick();
    await holds('the rows of the class are shown', async () => (await rows(frame).count()) === 1);
    await frame.locator('vscode-dropdown').click();
    await frame.locator('vscode-option', { hasText: 'All classes' }).click();
    await holds('all rows are shown', async () => (await rows(frame).count()) > 20);
  });

  it('is off while a row cannot be imported, and leads to its line', async () => {
    const { workbench } = stage();
    const { page } = workbench;
    const frame = await view();
    const go = frame.locator('vscode-button', { hasText: /Import \d+ Changes/ });
    assert.equal(await go.getAttribute('aria-disabled'), 'true');
    assert.match((await go.getAttribute('title')) ?? '', /cannot be imported/);
    await tile(frame, 'Problem').click();
    await holds('one row is left', async () => (await rows(frame).count()) === 1);
    await rows(frame).first().locator('.col-user').click();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'users.csv' }).waitFor();
    const line =
      readFileSync(file(), 'utf8')
        .split('\r\n')
        .findIndex((text) => text.includes(',X,')) + 1;
    await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col 1` }).waitFor();
  });

  it('follows an edit, and comes back to the row of the cursor', async () => {
    const { workbench } = stage();
    const { page } = workbench;
    // The line is the bad one: its gender becomes a good one.
    await page.keyboard.press('Control+F');
    await page.keyboard.type(',X,');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.type(',NOT_SPECIFIED,');
    await workbench.command('Lectern: Preview Import');
    const frame = await view();
    await counts(frame, 'Problems', '0');
    await tile(frame, 'Problems').click();
    await frame.locator('.row.active .col-user').waitFor();
    await frame.locator('vscode-button[aria-disabled="false"]', { hasText: 'Import 7 Changes' }).waitFor();
  });

  it('is walked through by keyboard', async () => {
    const { page } = stage().workbench;
    const frame = await view();
    const focused = (): Promise<string> =>
      frame.evaluate('`${document.activeElement?.tagName} ${document.activeElement?.className ?? ""}`');
    await frame.locator('.body .row .cell').first().click();
    await page.keyboard.press('Control+Home');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    assert.match(await focused(), /col-effect/);
    const active = frame.locator('.body .row.active');
    assert.equal(await active.getAttribute('aria-rowindex'), '4');
    await page.keyboard.press('Control+End');
    await frame.locator('.body .row.active', { hasText: 'ada' }).waitFor();
    assert.match(await focused(), /col-findings/);
    await page.keyboard.press('Home');
    assert.match(await focused(), /col-line/);
    assert.equal(await frame.locator('.cell[tabindex="0"]').count(), 1, 'one tab stop');
    await page.keyboard.press('Shift+Tab');
    assert.match(await focused(), /tab/);
    await page.keyboard.press('ArrowRight');
    await frame.locator('.grid[data-list="classes"]').waitFor();
    await page.keyboard.press('ArrowLeft');
    await frame.locator('.grid[data-list="rows"]').waitFor();
    await page.keyboard.press('Control+F');
    assert.match(await focused(), /VSCODE-TEXT-FIELD/);
  });

  for (const [theme, kind] of THEMES)
    it(`keeps the rules of accessibility in ${theme}`, async () => {
      const { workbench, workspace } = stage();
      mkdirSync(join(workspace, '.vscode'), { recursive: true });
      writeFileSync(
        join(workspace, '.vscode/settings.json'),
        JSON.stringify({ 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false }),
      );
      const frame = await view();
      await holds(`the theme is ${theme}`, () =>
        frame.evaluate<boolean>(`document.body.dataset.vscodeThemeKind === ${JSON.stringify(kind)}`),
      );
      await frame.locator('.row.active').waitFor();
      assert.deepEqual(await axeViolations(frame), []);
      await workbench.shot(`import-preview-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });

  it('shows every name of those who are removed', async () => {
    const { workbench } = stage();
    const frame = await view();
    await frame.locator('vscode-checkbox').click();
    await holds(
      'nobody is removed: all are in the file',
      async () => (await frame.locator('.bar.warning', { hasText: 'removed' }).count()) === 0,
    );
    await frame.locator('vscode-checkbox').click();
    await workbench.shot('import-preview-removes');
  });

  it('is there again after the window is reloaded', async () => {
    const { workbench } = stage();
    await workbench.reload();
    const frame = await view();
    await counts(frame, 'Rename', '2');
    await rows(frame).first().waitFor();
  });

  it('imports as previewed, by a click and a confirmation', async () => {
    const { workbench, campus } = stage();
    const { page } = workbench;
    const frame = await view();
    await frame.locator('vscode-button', { hasText: 'Check on Server' }).click();
    await frame.locator('.bar', { hasText: /The server (reads|agrees)/ }).waitFor();
    await workbench.shot('import-preview-checked');
    await frame.locator('vscode-button[aria-disabled="false"]', { hasText: 'Import 7 Changes' }).click();
    await workbench.dialog.waitFor();
    await workbench.shot('import-preview-confirm');
    await workbench.dialog
      .locator('.monaco-button', { hasText: /^Import/ })
      .first()
      .click();
    await frame.locator('.bar', { hasText: 'Imported, as previewed.' }).waitFor({ timeout: 60_000 });
    await frame.locator('vscode-button', { hasText: 'Nothing to Import' }).waitFor();
    await rows(frame)
      .filter({ hasText: 'another_name' })
      .locator('.col-effect', { hasText: 'unchanged' })
      .waitFor();
    await counts(frame, 'Done already', '1');
    await counts(frame, 'Problems', '0');
    await workbench.shot('import-preview-imported');
    const now = await schoolSnapshot(campus);
    const known = (id: string): string => now.users.find((user) => user.id === id)?.username ?? '';
    const renamed = before.users.filter(({ id, username }) => known(id) !== username);
    assert.equal(renamed.length, 2);
    assert.ok(
      now.users.some(({ username, enrolledIn }) => username === 'ada' && enrolledIn.includes('Robotics')),
    );
    assert.deepEqual(now.users.find(({ username }) => username === 'cora')?.roles, []);
    await frame.locator('vscode-button', { hasText: 'Replace Passwords by *' }).click();
    await page.keyboard.press('Escape');
    await holds('the file holds no password', async () => {
      await workbench.command('File: Save All');
      return !readFileSync(file(), 'utf8').includes('rainbow7');
    });
    await counts(frame, 'Problems', '0');
    await frame.locator('.tile', { hasText: 'Unchanged' }).waitFor();
  });

  it('undoes the import, by a click and a confirmation', async () => {
    const { workbench, campus } = stage();
    const { page } = workbench;
    const frame = await view();
    await frame.locator('vscode-button', { hasText: 'Undo…' }).click();
    const go = page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Undo…' });
    await go.waitFor();
    await workbench.shot('import-undo-question');
    await go.click();
    await workbench.dialog.waitFor();
    await workbench.shot('import-undo');
    await workbench.dialog.locator('.monaco-button', { hasText: 'Undo Import' }).click();
    await holds('everything is as it was', async () => {
      const now = essence(await schoolSnapshot(campus));
      return JSON.stringify(now) === JSON.stringify(essence(before));
    });
    assert.deepEqual(essence(await schoolSnapshot(campus)), essence(before));
    await page.locator('.tab', { hasText: 'report' }).first().waitFor();
  });
});
