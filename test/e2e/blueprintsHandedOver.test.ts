import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { until } from '../until.ts';
import { onStage } from './onStage.ts';

const COURSE = 'Introduction to Programming with Python';
const FILE = '[{"name": "One", "content": "# One"}, {"name": "Two", "content": "# Two"}]\n';

describe('blueprints for a server that has no endpoint for them', () => {
  const stage = onStage('blueprints-handed-over', { connected: false });

  it('saves those that are ticked, and says what to click in the browser', async () => {
    const { workbench, campus, workspace, finished } = stage();
    const { quickInput, page } = workbench;
    const enter = async (asked: RegExp, value: string): Promise<void> => {
      await quickInput.locator('.quick-input-message').filter({ hasText: asked }).waitFor();
      const input = quickInput.locator('.quick-input-box input').first();
      await input.fill(value);
      await input.press('Enter');
    };
    // The campus, as a stranger would add it: as an organisation of Codio's.
    await workbench.command('Lectern: Add Connection');
    await workbench.choose('Codio');
    await workbench.choose('Own addresses');
    await enter(/token server/, campus.codio.oauthBaseUrl);
    await enter(/Address of the API/, campus.codio.apiBaseUrl);
    await enter(/Client ID/, campus.codio.clientId);
    await enter(/Secret ID/, campus.codio.clientSecret);
    await enter(/name of this connection/, 'A school');
    await workbench.rows(COURSE, 'Courses').waitFor();

    writeFileSync(join(workspace, 'mine.json'), FILE);
    await workbench.menu(workbench.rows(COURSE, 'Courses'), 'Import Blueprints');
    await quickInput.getByPlaceholder(/Where are the blueprints/).waitFor();
    await workbench.choose('File');
    await quickInput.locator('.monaco-list-row', { hasText: 'mine.json' }).click();
    await quickInput.getByPlaceholder(/Codio does not say what the course has/).waitFor();
    await quickInput.locator('.monaco-list-row', { hasText: 'Two' }).click();
    await workbench.shot('blueprints-unknown');
    await quickInput.locator('.quick-input-action .monaco-button', { hasText: 'OK' }).click();

    const path = await until('the file', () => finished().find((one) => one.endsWith('to import.json')));
    assert.equal(readFileSync(path, 'utf8'), '[{"name": "One", "content": "# One"}]\n');
    const told = workbench.notification(/scroll to Course Blueprint Transfer, click Import/);
    await told.filter({ hasText: basename(path) }).waitFor();
    await page.mouse.move(900, 300);
    await workbench.shot('blueprints-handed-over');
    await told.locator('.monaco-button', { hasText: 'Copy File Path' }).click();
    await until('the path is copied', async () =>
      (await page.evaluate('navigator.clipboard.readText()')) === path ? true : undefined,
    );
  });

  it('takes a file that is dropped on a course from the desktop', async () => {
    const { workbench } = stage();
    await workbench.command('Notifications: Clear All Notifications');
    const dropped = await workbench.page.evaluateHandle(
      `(() => {
        const data = new DataTransfer();
        data.items.add(new File([${JSON.stringify(FILE)}], 'dropped.json', { type: 'application/json' }));
        return data;
      })()`,
    );
    const row = workbench.rows(COURSE, 'Courses');
    for (const type of ['dragenter', 'dragover', 'drop'])
      await row.dispatchEvent(type, { dataTransfer: dropped });
    await workbench.quickInput.getByPlaceholder(/Codio does not say what the course has/).waitFor();
    await workbench.shot('blueprints-dropped');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
  });

  it('waits for the file that the browser exports', async () => {
    const { workbench } = stage();
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.menu(workbench.rows(COURSE, 'Courses'), 'Export Blueprints');
    await workbench.notification(/Course Blueprint Transfer and click Export twice/).waitFor();
    await workbench.rows(/^Blueprints/, 'Exports').waitFor();
    await workbench.shot('blueprints-export-handed-over');
  });
});
