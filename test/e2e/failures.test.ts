import assert from 'node:assert/strict';
import { courseNames } from '../../scripts/campus/courseNames.ts';
import { sha256 } from '../campus/sha256.ts';
import { until } from '../until.ts';
import { onStage, type Stage } from './onStage.ts';

const COURSE = 'Introduction to Programming with Python';
const FAILED = `Coach logs of ${COURSE} could not be saved.`;

describe('what goes wrong', () => {
  const stage = onStage('failures', { connected: true });

  /** Presses Retry in the notification and waits for a file that is the campus's own. */
  const retry = async (
    { workbench, sandbox, finished, parts }: Stage,
    sentence: string,
    before: ReadonlySet<string>,
  ): Promise<void> => {
    const notification = workbench.notification(sentence);
    await notification.locator('.monaco-button', { hasText: /^(Retry|Start Again)$/ }).click();
    const path = await until('the file', () => finished().find((file) => !before.has(file)));
    assert.equal(await sha256(path), (await sandbox.lastServed())?.sha256);
    await until('no part left', () => (parts().length === 0 ? true : undefined));
    await notification.waitFor({ state: 'detached' });
  };

  beforeEach(async () => {
    await stage().sandbox.reset();
    await stage().sandbox.turn({ taskMs: 100 });
  });

  it('an expired link: one sentence, and Retry asks for another', async () => {
    const { workbench, sandbox, finished } = stage();
    const before = new Set(finished());
    const sentence = `${FAILED} The link has expired. Start the export again.`;
    await sandbox.turn({ download: 'gone' });
    await workbench.menu(workbench.rows(COURSE, 'Courses'), 'Export Coach Logs');
    await workbench.notification(sentence).waitFor();
    await workbench.rows('link expired', 'Exports').waitFor();
    await workbench.page.mouse.move(900, 300);
    await workbench.shot('link-expired');
    await sandbox.turn({ download: 'ok' });
    await retry(stage(), sentence, before);
  });

  it('a truncated file: one sentence, and Retry goes on from where it stopped', async () => {
    const { workbench, sandbox, finished, parts } = stage();
    const before = new Set(finished());
    const sentence = `${FAILED} The download broke off. Retry goes on from where it stopped.`;
    await sandbox.turn({ download: 'truncated', cutAfter: 60_000, bytesPerSecond: 60_000 });
    await workbench.menu(workbench.rows(COURSE, 'Courses'), 'Export Coach Logs');
    await until('the first bytes', () => parts().find(({ size }) => size > 0));
    await sandbox.turn({ cutAfter: 0 });
    await workbench.notification(sentence).waitFor();
    await workbench.rows('download broke off', 'Exports').waitFor();
    const [part] = parts();
    assert.ok(part, 'what had come is kept');
    await sandbox.turn({ download: 'ok', bytesPerSecond: 0 });
    await retry(stage(), sentence, before);
    const last = (await sandbox.downloads()).at(-1);
    assert.equal(last?.range, `bytes=${part.size}-`);
  });

  it('a web page instead of a file: one sentence, and Retry gets the file', async () => {
    const { workbench, sandbox, finished } = stage();
    const before = new Set(finished());
    const sentence = `${FAILED} The server sent a web page instead of the file. Start the export again.`;
    await sandbox.turn({ download: 'html' });
    await workbench.menu(workbench.rows(COURSE, 'Courses'), 'Export Coach Logs');
    await workbench.notification(sentence).waitFor();
    await workbench.rows('a web page came', 'Exports').waitFor();
    assert.deepEqual(
      finished().filter((file) => !before.has(file)),
      [],
    );
    await sandbox.turn({ download: 'ok' });
    await retry(stage(), sentence, before);
  });

  it('a server that is not there: the row says so, and Refresh mends it when the server is back', async () => {
    const { workbench, campus, stopCampus, restartCampus } = stage();
    const { rows } = workbench;
    const names = await courseNames(campus);
    await stopCampus();
    await workbench.command('Lectern: Refresh');
    // The campus is a Kolibri too, and that side is another row.
    const offline = rows(/^Sample Campus(?! \().*offline/, 'Courses');
    await offline.waitFor();
    const sentence = `${new URL(campus.origin).host} cannot be reached (ECONNREFUSED). Check the network and the address, then try again.`;
    const failed = rows(sentence).first();
    await failed.waitFor();
    await workbench.page.mouse.move(900, 300);
    await workbench.shot('offline');
    await restartCampus();
    await failed.hover();
    await failed.locator('.action-label[aria-label="Refresh"]').click();
    for (const name of names) await rows(name).first().waitFor();
    assert.equal(await offline.count(), 0);
  });
});
