import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RosterSnapshot } from '../../src/core/roster/snapshot/rosterSnapshot.ts';
import { takeLease } from '../../src/core/storage/lease.ts';
import type { Api } from '../../src/extension.ts';
import type { RosterFacility } from '../../src/features/roster/table/rosterMemory.ts';
import { RosterMemory } from '../../src/features/roster/table/rosterMemory.ts';
import { COMMANDS } from '../../src/manifest.ts';
import { openKolibriSandbox, type KolibriSandbox } from '../campus/kolibriSandbox.ts';
import { exportedRows, schoolFile } from '../e2e/schoolFile.ts';
import { until } from '../until.ts';
import { answering } from './answering.ts';
import { lectern } from './lectern.ts';
import { showPreview, type ShownPreview } from './shownPreview.ts';
import { GIVEN_KOLIBRI } from './theCampus.ts';
import { connectionRow, placesBelow } from './treeRows.ts';

const HEADER =
  'UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO';
const never = new AbortController().signal;
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

  const tileCount = (shown: ShownPreview, wanted: string): Promise<string | undefined> =>
    Promise.resolve(shown.plan()?.tiles.find(({ key }) => key === wanted)?.count);
  const schoolUsers = async (): Promise<RosterSnapshot> => {
    const client = await api.services.clients.client(facility.connectionId);
    const read = await client.rosterSnapshot?.(facility, never);
    assert.ok(read);
    return read;
  };
  /** How many users the tree says that the facility has. */
  const shownUsers = async (): Promise<number> => {
    const root = await connectionRow(api.courses, GIVEN_KOLIBRI);
    const rows = await placesBelow(api.courses, root, 'facility');
    const found = rows.find(({ place }) => place.id === facility.id);
    assert.ok(found);
    return found.place.userCount;
  };
  /** Nobody of an earlier test has it, be he removed by now. */
  const nameOf = (what: string): string => `${what.replaceAll(' ', '_')}_${String(files)}`;
  /** Undoes what the preview offers to undo, by the answers of somebody who wants that. */
  const undo = async (shown: ShownPreview, ...first: readonly string[]): Promise<void> => {
    const labels = [...first, 'Undo…', 'Undo Import'];
    let isDone = false;
    const listening = api.services.imports.event(() => (isDone = true));
    try {
      await answering(
        ({ buttons }) => buttons.find((label) => labels.includes(label)),
        async (asked) => {
          shown.press('undo');
          try {
            await until('the last question', () => asked.length >= labels.length || undefined);
          } catch (error) {
            throw new Error(asked.map(({ text }) => text).join('; '), { cause: error });
          }
          isDone = false;
          await until('the end of the undo', () => isDone || undefined);
          assert.deepEqual(
            asked.map(({ isModal }) => isModal),
            [...first.map(() => true), false, true],
          );
        },
      );
    } finally {
      listening.dispose();
    }
  };
  /** A preview whose import has made a user, and then lost its server. */
  const interrupted = async (name: string): Promise<ShownPreview> => {
    const shown = await open(await fileOf(`,${name},rainbow7,Some Body,CLASS_COACH,,,,,Biology 10\r\n`));
    await sandbox.turn({ failPath: '/api/auth/role', failTimes: 1000 });
    await answering(
      ({ buttons }) => buttons.find((label) => label === 'Import Without Check'),
      async () => {
        shown.press('import');
        await shown.bar(/was interrupted: a part of it is done/);
      },
    );
    assert.match(shown.bars()[0]?.text ?? '', /was interrupted/, 'what there is to do comes first');
    await sandbox.turn({ failPath: '', failTimes: 0 });
    shown.press('readAgain');
    await until(
      'the failure is said no more',
      () => !shown.bars().some(({ severity }) => severity === 'error') || undefined,
    );
    return shown;
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
    await sandbox.turn({ jobMs: 300, failTimes: 0, failPath: '' });
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

  it('refuses a check while Lectern is at work on the facility', async () => {
    const ledger = join(api.services.storage, 'imports');
    await mkdir(ledger, { recursive: true });
    const lease = await takeLease(join(ledger, `${facility.id}.lease`));
    assert.ok(lease);
    try {
      const uri = await fileOf(row('check_6'));
      const shown = await open(uri);
      shown.press('check');
      await shown.bar(/^Lectern is at work on this facility already/);
      await lease.release();
      // As when somebody comes to the window.
      await vscode.commands.executeCommand(COMMANDS.previewImport, uri);
      await until('nothing is said of it any more', () => shown.bars().length === 0 || undefined);
    } finally {
      await lease.release();
    }
  });

  it('says that the file was deleted, and imports nothing then', async () => {
    const uri = await fileOf(row('deleted_1'));
    await vscode.window.showTextDocument(uri);
    const shown = await open(uri);
    // The editor begins to watch a folder some time after it was asked to.
    await until('a word of it', async () => {
      await writeFile(uri.fsPath, HEADER);
      await rm(uri.fsPath);
      return shown.bars().find(({ text }) => text.startsWith('The file is not on the disk any more'));
    });
    const go = shown.plan()?.buttons.find(({ action }) => action === 'import');
    assert.match(go?.off ?? '', /not on the disk/);
  });

  it('is opened by the link of a preview that nobody answers any more', async () => {
    const uri = await fileOf(row(nameOf('link')));
    const tabs = (): vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ label }) => label === `Import ${uri.path.split('/').at(-1) ?? ''}`);
    await vscode.commands.executeCommand(COMMANDS.previewImport, uri.toString());
    await until('its tab', () => tabs().length === 1 || undefined);
    await vscode.window.tabGroups.close(tabs());
  });

  it('reads the facility again, and says what has changed when an import is refused for it', async () => {
    const name = nameOf('stale');
    const shown = await open(await fileOf(row(name), row(nameOf('new'))));
    const { roster } = await api.services.clients.client(facility.connectionId);
    assert.ok(roster);
    const someone = { fullName: 'Some One', identifier: '', birthYear: '', gender: '' };
    const id = await roster.createUser(facility, { username: name, ...someone }, 'rainbow7', never);
    try {
      await answering(
        ({ buttons }) => buttons.find((label) => label === 'Import Without Check'),
        async () => {
          shown.press('import');
          const bar = await shown.bar(/^The facility has changed meanwhile, so nothing was written/);
          assert.deepEqual(bar.lines, [`New users (1): ${name}`]);
        },
      );
      await shown.bar(/^One row cannot be imported/);
      assert.equal(await tileCount(shown, 'problem'), '1');
    } finally {
      await roster.removeUsers([id], never);
    }
    shown.press('readAgain');
    await shown.bar(/^One row wants the name of a removed user/);
    shown.press('bringBack');
    await until('no problem', async () => (await tileCount(shown, 'problem')) === '0' || undefined);
    assert.equal(await tileCount(shown, 'restore'), '1');
  });

  it('imports, marks rows that are done, shows the report, and can be undone from where it stands', async () => {
    const before = await schoolUsers();
    const usersBefore = await shownUsers();
    const name = nameOf('whole');
    const everybody = exportedRows(before);
    const uri = await fileOf();
    await writeFile(
      uri.fsPath,
      schoolFile([
        ...everybody,
        {
          USERNAME: name,
          PASSWORD: 'rainbow7',
          FULL_NAME: 'Who Le',
          USER_TYPE: 'LEARNER',
          ENROLLED_IN: 'Biology 10',
        },
      ]),
    );
    const shown = await open(uri);
    // What was read for an earlier test may be old.
    shown.press('readAgain');
    shown.removes(true);
    await until('removals are on, of nobody', () => {
      const plan = shown.plan();
      return (plan?.removes.on === true && plan.tabs.removals === undefined) || undefined;
    });
    await answering(
      ({ text, buttons }) =>
        text.startsWith('Import into') ? buttons.find((label) => label === 'Import') : undefined,
      async (asked) => {
        shown.press('import');
        await shown.bar(/^Imported, as previewed/);
        assert.deepEqual(
          asked.map(({ text, isModal }) => [text, isModal]),
          [['Import into Lakeside School?', true]],
        );
      },
    );
    assert.ok(shown.told.some(({ type }) => type === 'marks'));
    await until(
      'the tree counts the new user',
      async () => (await shownUsers()) === usersBefore + 1 || undefined,
    );
    await until('removals are off', () => shown.plan()?.removes.on === false || undefined);
    await until('the new user is there', async () => (await tileCount(shown, 'there')) === '1' || undefined);
    assert.equal(await tileCount(shown, 'problem'), '0');
    const found = await until('the editor says so', () =>
      vscode.languages
        .getDiagnostics(uri)
        .find(({ code }) => typeof code === 'object' && code.value === 'user-there-already'),
    );
    assert.equal(found.severity, vscode.DiagnosticSeverity.Information);
    assert.ok(
      vscode.languages
        .getDiagnostics(uri)
        .every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error),
    );
    assert.deepEqual(
      shown.bars().filter(({ severity }) => severity === 'error'),
      [],
    );
    shown.press('openReport');
    const report = await until('the report, rendered', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('markdown')),
    );
    assert.match(report.label, /report/);
    await undo(shown);
    await until(
      'nothing is said of the import',
      () => !shown.bars().some(({ text }) => text.startsWith('Imported')) || undefined,
    );
    await shown.bar(/^One row wants the name of a removed user/);
    const after = await schoolUsers();
    assert.equal(after.users.find(({ username }) => username === name)?.isDeleted, true);
  });

  for (const how of ['resumed', 'undone', 'resumed from the palette'] as const)
    it(`says that an import was interrupted, until it is ${how}`, async () => {
      const name = nameOf(how);
      const shown = await interrupted(name);
      const bar = await shown.bar(/was interrupted: a part of it is done/);
      assert.deepEqual(
        bar.buttons.map(({ action }) => action),
        ['resume', 'undo'],
      );
      // The user is there without the role and the class of the row, and yet is no mistake in the file.
      await until(
        'the user who was made',
        async () => (await tileCount(shown, 'there')) === '1' || undefined,
      );
      assert.equal(await tileCount(shown, 'problem'), '0');
      assert.ok(!shown.bars().some(({ text }) => text.includes('Mend it in the file')));
      await until('the reason why nothing is imported', () =>
        shown
          .plan()
          ?.buttons.find(({ off }) => off?.includes('was interrupted. Resume or undo it first') === true),
      );
      if (how === 'resumed') {
        await answering(
          ({ buttons }) => buttons.find((label) => label === 'Resume'),
          async (asked) => {
            shown.press('resume');
            await shown.bar(/^Imported, as previewed/);
            assert.deepEqual(
              asked.map(({ isModal, buttons }) => [isModal, buttons]),
              [[true, ['Resume', 'Leave It at That']]],
            );
          },
        );
      } else if (how === 'resumed from the palette')
        await answering(
          ({ buttons }) => buttons.find((label) => label === 'Resume'),
          async () => {
            await vscode.commands.executeCommand(COMMANDS.resumeImport);
          },
        );
      if (how === 'undone') await undo(shown, 'End and Undo…');
      await until(
        'the bar is gone',
        () => !shown.bars().some(({ text }) => text.includes('interrupted')) || undefined,
      );
      const made = (await schoolUsers()).users.find(({ username }) => username === name);
      if (how === 'undone') assert.equal(made?.isDeleted, true);
      else {
        assert.deepEqual(made?.assignedTo, ['Biology 10']);
        await undo(shown);
      }
    });

  it('goes on after its file was put back, and waits for nobody to read why it did not before', async () => {
    const before = await schoolUsers();
    const [learner] = exportedRows(before).filter(({ USER_TYPE }) => USER_TYPE === 'LEARNER');
    const known = before.users.find(({ username }) => username === learner?.USERNAME);
    assert.ok(learner && known);
    const uri = await fileOf();
    const text = schoolFile([
      { ...learner, USERNAME: nameOf('renamed') },
      { USERNAME: nameOf('after'), PASSWORD: 'rainbow7', FULL_NAME: 'Af Ter', USER_TYPE: 'LEARNER' },
    ]);
    await writeFile(uri.fsPath, text);
    const shown = await open(uri);
    shown.press('readAgain');
    // The rename is the first step: the password of the new user is still needed then.
    await sandbox.turn({ failPath: known.id, failTimes: 1000 });
    await answering(
      ({ buttons }) => buttons.find((label) => label === 'Import Without Check'),
      async () => {
        shown.press('import');
        await shown.bar(/was interrupted: a part of it is done/);
      },
    );
    await sandbox.turn({ failPath: '', failTimes: 0 });
    await append(uri, row(nameOf('more')));
    await answering(
      ({ buttons }) => buttons.find((label) => label === 'Resume'),
      async (asked) => {
        shown.press('resume');
        const bar = await shown.bar(/^The import cannot go on: /);
        assert.deepEqual(
          bar.buttons.map(({ action }) => action),
          ['resume', 'undo'],
        );
        const document = await vscode.workspace.openTextDocument(uri);
        const edit = new vscode.WorkspaceEdit();
        edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), text);
        assert.ok(await vscode.workspace.applyEdit(edit));
        shown.press('resume');
        const done = await shown.bar(/^Imported, as previewed/);
        assert.ok(done.buttons.some(({ action }) => action === 'maskPasswords'));
        assert.equal(asked.length, 2);
      },
    );
    await append(uri, row(nameOf('later')));
    await until(
      'the passwords of another file are left alone',
      () =>
        !shown.bars().some(({ buttons }) => buttons.some(({ action }) => action === 'maskPasswords')) ||
        undefined,
    );
    await undo(shown);
  });
});
