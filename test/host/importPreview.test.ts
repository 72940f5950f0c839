import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import type { RosterFacility } from '../../src/features/roster/rosterMemory.ts';
import { RosterMemory } from '../../src/features/roster/rosterMemory.ts';
import { openKolibriSandbox, type KolibriSandbox } from '../campus/kolibriSandbox.ts';
import { until } from '../until.ts';
import { lectern } from './lectern.ts';
import { showPreview, type ShownPreview } from './shownPreview.ts';
import { GIVEN_KOLIBRI } from './theCampus.ts';
import { connectionRow, placesBelow } from './treeRows.ts';

const HEADER =
  'UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO';
const SCHOOL = 'Lakeside School';

describe('the import preview and its host', () => {
  let api: Api;
  let sandbox: KolibriSandbox;
  let facility: RosterFacility;
  let folder: string;
  let files = 0;
  let preview: ShownPreview | undefined;

  const row = (username: string): string => `,${username},rainbow7,Some Body,LEARNER,,,,,\r\n`;
  /** A file of the facility. */
  const fileOf = async (...rows: readonly string[]): Promise<vscode.Uri> => {
    const path = join(folder, `import-${String(files++)}.csv`);
    await writeFile(path, `${HEADER}\r\n${rows.join('')}`);
    const uri = vscode.Uri.file(path);
    await new RosterMemory(api.services.memory).set(uri, { facility });
    return uri;
  };
  const open = async (uri: vscode.Uri): Promise<ShownPreview> => (preview = await showPreview(uri));
  const append = async (uri: vscode.Uri, text: string): Promise<void> => {
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(document.lineCount, 0), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };

  before(async () => {
    api = await lectern();
    await until('the connection that Lectern makes by itself', () =>
      api.services.connections.get(GIVEN_KOLIBRI),
    );
    sandbox = openKolibriSandbox((await api.services.campus.address()).kolibri);
    const root = await connectionRow(api.courses, GIVEN_KOLIBRI);
    const places = await placesBelow(api.courses, root, 'facility');
    const found = places.find(({ place }) => place.name === SCHOOL);
    assert.ok(found);
    facility = { connectionId: GIVEN_KOLIBRI, id: found.place.id, name: SCHOOL };
    folder = await mkdtemp(join(tmpdir(), 'lectern-preview-'));
  });
  afterEach(async () => {
    preview?.close();
    preview = undefined;
    await sandbox.turn({ jobMs: 300 });
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document.isDirty)
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('says what came of a check also when the same plan was made anew meanwhile', async () => {
    const shown = await open(await fileOf(row('check_1')));
    await sandbox.turn({ jobMs: 2_000 });
    shown.press('check');
    await shown.bar(/^The server tries the file/);
    const { version } = shown.plan()!;
    shown.press('readAgain');
    await until('a newer plan', () => (shown.plan()?.version ?? 0) > version || undefined);
    await shown.bar(/^The server reads all 1 rows as this preview does/);
  });

  it('says that a check is of the file before an edit, and offers another', async () => {
    const uri = await fileOf(row('check_2'));
    const shown = await open(uri);
    await sandbox.turn({ jobMs: 2_000 });
    shown.press('check');
    await shown.bar(/^The server tries the file/);
    await append(uri, row('check_3'));
    const bar = await shown.bar(/has changed since the server tried the file/);
    assert.deepEqual(
      bar.buttons.map(({ action }) => action),
      ['check'],
    );
    await sandbox.turn({ jobMs: 300 });
    shown.press('check');
    await shown.bar(/^The server reads all 2 rows as this preview does/);
  });

  it('checks what is asked for while the preview is being made', async () => {
    const uri = await fileOf(row('check_4'));
    const shown = await open(uri);
    await append(uri, row('check_5'));
    // At once: nothing has looked at the edit yet.
    shown.press('check');
    await shown.bar(/^The server reads all 2 rows as this preview does/);
  });
});
