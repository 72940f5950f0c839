import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { until } from '../until.ts';
import { onStage } from './onStage.ts';

const FILE = [
  'Database ID (UUID),Username (USERNAME),Password (PASSWORD),Full name (FULL_NAME),User type (USER_TYPE),Identifier (IDENTIFIER),Birth year (BIRTH_YEAR),Gender (GENDER),Learner enrollment (ENROLLED_IN),Coach assignment (ASSIGNED_TO)',
  ',ada,rainbow7,Ada Lovelace,LEARNER,A-17,2012,FEMALE,Biology 10,',
  ',grace,rainbow8,Grace Hopper,teacher,,1990,F,,"Biology 10,Physics"',
  ',alan.t,rainbow9,Alan Turing ,LEARNER,B-03,2012,MALE,biology 10,',
  '',
].join('\r\n');

/** More problems than VS Code underlines in one file: one in every second row. */
const MANY = [
  'UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO',
  ...Array.from({ length: 3_000 }, (_, i) => `,user${i},pw,User ${i},${i % 2 ? 'teacher' : 'LEARNER'},,,,,`),
  '',
].join('\r\n');

/** With the mouse out of the way: the palette leaves it on the text below, and there it makes a hover beside it vanish. */
async function showHover(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
}

describe('a users file in the editor', () => {
  const stage = onStage('rosterEditor', { connected: true });

  it('shows what is wrong, why, and how to mend it', async () => {
    const { workbench, workspace } = stage();
    const { page } = workbench;
    writeFileSync(join(workspace, 'users.csv'), FILE);
    await workbench.open('users.csv');
    await page.locator('.statusbar-item', { hasText: 'Users CSV: 3 problems' }).waitFor();
    await page.locator('.codelens-decoration', { hasText: '3 users · 3 errors' }).waitFor();
    await page.locator('.squiggly-error').first().waitFor();
    await workbench.shot('roster');

    // The line above the header leads to the first problem.
    await page.locator('.codelens-decoration a', { hasText: 'Next Problem' }).click();
    await page.locator('.peekview-widget, .marker-widget').first().waitFor();
    await workbench.shot('roster-next');
    await page.keyboard.press('Escape');
    await showHover(page);
    const hover = page.locator('.monaco-hover', { hasText: 'user-type-invalid' });
    await hover.waitFor();
    await hover.getByText('USER_TYPE').first().waitFor();
    await workbench.shot('roster-hover');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget', { hasText: 'CLASS_COACH' }).waitFor();
    await workbench.shot('roster-fixes');
    await page.keyboard.press('Escape');
    await page.locator('.statusbar-item', { hasText: 'Users CSV: 3 problems' }).click();
    await workbench.quickInput.getByText('Choose Facility for This Roster').waitFor();
    await workbench.shot('roster-actions');
    await page.keyboard.press('Escape');
    await workbench.command('Lectern: Fix All Safe Problems');
    await page.locator('.view-line', { hasText: 'Alan Turing,LEARNER' }).waitFor();

    // The code of a finding leads to its section.
    await showHover(page);
    await hover.getByText('user-type-invalid').click();
    await page.locator('.tab.active', { hasText: 'findings.md' }).waitFor();
    await page.locator('.view-line', { hasText: '### user-type-invalid' }).waitFor();
    await workbench.shot('roster-finding');
  });

  it('underlines what is in sight of thousands of problems, and goes through all of them', async () => {
    const { workbench, workspace } = stage();
    const { page } = workbench;
    writeFileSync(join(workspace, 'many.csv'), MANY);
    await workbench.open('many.csv');
    await page.locator('.statusbar-item', { hasText: /Users CSV: 1.?500 problems/ }).waitFor();
    await page.keyboard.press('Control+G');
    await workbench.quickInput.locator('input').fill(':2500');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'user2499' }).waitFor();
    // One for every second line in sight, to the last of them.
    const wanted = page.locator('.view-line', { hasText: 'teacher' });
    await page.locator('.squiggly-error').nth(8).waitFor();
    await workbench.shot('roster-many');
    await until('an underline in every second line', async () => {
      const [lines, marks] = [await wanted.count(), await page.locator('.squiggly-error').count()];
      return (lines > 8 && marks >= lines) || undefined;
    });
    await workbench.command('Lectern: Next Problem');
    await page.locator('.monaco-hover', { hasText: 'user-type-invalid' }).waitFor();
    await workbench.shot('roster-many-next');
  });
});
