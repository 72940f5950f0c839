import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { courseNames } from '../../scripts/campus/courseNames.ts';
import { onStage } from './onStage.ts';

const NAME = 'School of Testing';
/** Nothing listens on the reserved port 1. */
const NOWHERE = 'http://127.0.0.1:1';

describe('connections', () => {
  const stage = onStage('connections', { connected: false });

  const input = (): Locator => stage().workbench.quickInput.locator('.quick-input-box input');
  const message = (): Locator => stage().workbench.quickInput.locator('.quick-input-message');
  const back = (): Promise<void> =>
    stage().workbench.quickInput.locator('.quick-input-titlebar [aria-label^="Back"]').click();
  const enter = async (value: string): Promise<void> => {
    await input().fill(value);
    await input().press('Enter');
  };
  /** Waits for a step of the wizard, by its prompt. */
  const step = (prompt: RegExp): Promise<void> => message().filter({ hasText: prompt }).waitFor();
  const toSecret = async (oauth: string, api: string): Promise<void> => {
    const { workbench, campus } = stage();
    await workbench.command('Lectern: Add Connection');
    await workbench.choose('Codio');
    await workbench.choose('Own addresses');
    await step(/token server/);
    await enter(oauth);
    await step(/Address of the API/);
    await enter(api);
    await step(/Client ID/);
    await enter(campus.codio.clientId);
    await step(/Secret ID/);
  };

  it('welcomes whoever has none', async () => {
    const { workbench } = stage();
    const welcome = workbench.page.locator('.sidebar .welcome-view', {
      hasText: 'Connect to Codio or Kolibri',
    });
    await welcome.locator('.monaco-button', { hasText: 'Add Connection' }).waitFor();
    await workbench.shot('welcome');
  });

  it('says inside the input that a server cannot be reached', async () => {
    const { workbench, campus } = stage();
    await toSecret(NOWHERE, NOWHERE);
    await enter(campus.codio.clientSecret);
    await step(
      /^127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)\. Check the network and the address, then try again\./,
    );
    await workbench.shot('wizard-unreachable');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
  });

  it('refuses what is no address, before anything is sent', async () => {
    const { workbench, sandbox } = stage();
    await sandbox.forgetRequests();
    await workbench.command('Lectern: Add Connection');
    await workbench.choose('Codio');
    await workbench.choose('Own addresses');
    await step(/token server/);
    await enter('not an address');
    await step(/This is not a web address\./);
    await enter('http://codio.example.org');
    await step(/Use https/);
    assert.deepEqual(await sandbox.requests(), []);
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
  });

  it('keeps what was typed when the secret is wrong, goes back, and connects with the right one', async () => {
    const { workbench, campus } = stage();
    const { oauthBaseUrl, apiBaseUrl, clientId, clientSecret } = campus.codio;
    await toSecret(oauthBaseUrl, apiBaseUrl);
    await enter('mistyped');
    await step(/^The server does not accept [^.]+\./);
    assert.equal(await input().inputValue(), 'mistyped');
    assert.equal(await input().getAttribute('type'), 'password');
    await workbench.shot('wizard-wrong-secret');

    await back();
    await step(/Client ID/);
    await back();
    await step(/Address of the API/);
    await enter(apiBaseUrl);
    await step(/Client ID/);
    await enter(clientId);
    await step(/Secret ID/);
    await enter(clientSecret);
    await step(/name of this connection/);
    await enter(NAME);
    await workbench.rows(NAME).waitFor();
    const [course] = await courseNames(campus);
    assert.ok(course);
    await workbench.rows(course).waitFor();
  });

  it('still has the connection and its secret after a reload', async () => {
    const { workbench, campus } = stage();
    await workbench.reload();
    await workbench.showContainer('Lectern');
    const [course] = await courseNames(campus);
    assert.ok(course);
    await workbench.rows(course).waitFor();
  });

  it('asks before it removes a connection, and then does', async () => {
    const { workbench } = stage();
    const { dialog, rows } = workbench;
    await workbench.menu(rows(NAME), 'Remove Connection');
    await dialog.getByText(`Remove the connection ${NAME}?`).waitFor();
    await workbench.shot('remove');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await rows(NAME).count(), 1);

    await workbench.menu(rows(NAME), 'Remove Connection');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await rows(NAME).waitFor({ state: 'detached' });
    await workbench.page.locator('.sidebar .welcome-view', { hasText: 'Connect to Codio' }).waitFor();
  });
});
