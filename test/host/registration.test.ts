import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS, SETTINGS, VIEW_CONTAINER, VIEWS } from '../../src/manifest.ts';
import { lectern } from './lectern.ts';

describe('the running extension', () => {
  before(lectern);

  it('has registered every command, and no other', async () => {
    const all = await vscode.commands.getCommands(true);
    // The editor makes commands of its own for each view: lectern.courses.focus and the like.
    const ours = all.filter(
      (id) =>
        id.startsWith('lectern.') &&
        !Object.values(VIEWS).some((view) => id === view || id.startsWith(`${view}.`)),
    );
    assert.deepEqual(ours.sort(), Object.values(COMMANDS).sort());
  });

  it('has its views and their container', async () => {
    const all = await vscode.commands.getCommands();
    for (const view of Object.values(VIEWS)) assert.ok(all.includes(`${view}.focus`), view);
    assert.ok(all.includes(`workbench.view.extension.${VIEW_CONTAINER}`));
  });

  it('has every setting, with its default', () => {
    const section = vscode.workspace.getConfiguration('lectern');
    for (const key of Object.values(SETTINGS))
      assert.notEqual(section.inspect(key)?.defaultValue, undefined, `${key} is not known`);
  });
});
