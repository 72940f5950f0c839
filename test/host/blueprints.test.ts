import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import { DropBlueprints } from '../../src/features/blueprints/dropBlueprints.ts';
import type { CourseNode } from '../../src/features/courses/courseNode.ts';
import { gitProgram } from '../../src/host/gitProgram.ts';
import { readSettings } from '../../src/host/settings.ts';
import { COMMANDS } from '../../src/manifest.ts';
import { until } from '../until.ts';
import { answering } from './answering.ts';
import { endOf, jobIds, lectern, newJob } from './lectern.ts';
import { GIVEN, GIVEN_KOLIBRI, theCampus, type TheCampus } from './theCampus.ts';
import { connectionRow, courseOf, wordsOf, type RowOf } from './treeRows.ts';

const COURSE = 'Introduction to Programming with Python';
const HOSTED = 'hosted';
const SEEDED = ['Learning Objectives', 'Coding problem'];
const FILE =
  '[ {"name": "One", "content": "# One", "own": 12345678901234567890},\n {"title": "Two", "layout": "1-panel"} ]\n';

describe('importing blueprints', () => {
  const noStop = new AbortController().signal;
  let api: Api;
  let campus: TheCampus;
  let course: RowOf<'course'>;
  let modules: CourseNode;
  let folder: string;

  const write = async (name: string, content: string | Uint8Array): Promise<vscode.Uri> => {
    await writeFile(join(folder, name), content);
    return vscode.Uri.file(join(folder, name));
  };
  const names = async (): Promise<readonly string[]> => {
    const { blueprints } = await api.services.clients.client(GIVEN);
    assert.ok(blueprints);
    return blueprints.names(course.place, noStop);
  };
  /** Answers every question with what it offers, until something is there. */
  const accepting = <T extends object | true>(what: string, look: () => Promise<T | undefined>): Promise<T> =>
    until(what, async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return look();
    });
  const imported = (count: number): Promise<readonly string[]> =>
    accepting(`${count} blueprints`, async () => {
      const all = await names();
      return all.length === count ? all : undefined;
    });
  const importing = (...given: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(COMMANDS.importBlueprints, ...given);
  /** Leaves every question, until the work is over. */
  const leaving = async (work: Thenable<unknown>): Promise<void> => {
    let over = false;
    void work.then(() => (over = true));
    await until('it is given up', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return over || undefined;
    });
  };
  const toImport = async (): Promise<readonly string[]> =>
    (await readdir(readSettings().exportsFolder, { recursive: true })).filter((path) =>
      path.includes(' to import'),
    );

  before(async () => {
    api = await lectern();
    campus = theCampus();
    await campus.sandbox.reset();
    api.courses.refresh();
    ({ course, modules } = await courseOf(api.courses, await connectionRow(api.courses, GIVEN), COURSE));
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-blueprints-'));
    await campus.sandbox.reset();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
    await rm(folder, { recursive: true, force: true });
  });
  after(() => campus.sandbox.reset());

  it('is offered on the row of a course', () => {
    assert.ok(wordsOf(api.courses.getTreeItem(course)).includes('course'));
  });

  it('sends a file to the campus, once it has been looked at, and replaces nothing', async () => {
    const uri = await write('a.json', FILE);
    const first = vscode.commands.executeCommand(COMMANDS.importBlueprints, course, uri);
    assert.deepEqual(await imported(4), [...SEEDED, 'One', 'Two']);
    await first;
    const again = vscode.commands.executeCommand(COMMANDS.importBlueprints, course, uri);
    assert.deepEqual(await imported(6), [...SEEDED, 'One', 'Two', 'One', 'Two']);
    await again;
    const known = jobIds(api);
    await vscode.commands.executeCommand(COMMANDS.exportBlueprints, course);
    const end = await endOf(api, (await newJob(api, known)).id);
    assert.ok(end.step === 'done', JSON.stringify(end));
    assert.match(await readFile(end.file.path, 'utf8'), /"own": 12345678901234567890/);
  });

  it('sends nothing when the question goes unanswered', async () => {
    const importing = vscode.commands.executeCommand(
      COMMANDS.importBlueprints,
      course,
      await write('a.json', FILE),
    );
    let over = false;
    void importing.then(() => (over = true));
    await until('it is given up', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return over ? true : undefined;
    });
    assert.deepEqual(await names(), SEEDED);
  });

  it('asks for the course of a file from the explorer', async () => {
    // The course that was chosen last comes first.
    await api.services.memory.update(`lectern.last.course.${GIVEN}`, course.place.id);
    const importing = vscode.commands.executeCommand(
      COMMANDS.importBlueprints,
      await write('a.json', FILE),
      [],
    );
    assert.deepEqual(await imported(4), [...SEEDED, 'One', 'Two']);
    await importing;
  });

  it('takes a file that is dropped on a course, and no two', async () => {
    const one = await write('a.json', FILE);
    const two = await write('b.json', FILE);
    const drop = (...uris: vscode.Uri[]): Promise<void> => {
      const transfer = new vscode.DataTransfer();
      transfer.set('text/uri-list', new vscode.DataTransferItem(uris.map(String).join('\r\n')));
      return new DropBlueprints().handleDrop(course, transfer);
    };
    await drop(one, two);
    assert.deepEqual(await names(), SEEDED);
    const dropped = drop(one);
    assert.deepEqual(await imported(4), [...SEEDED, 'One', 'Two']);
    await dropped;
  });

  it('takes what a browser has of a dropped file: its name and its content', async () => {
    const transfer = new vscode.DataTransfer();
    const item = new vscode.DataTransferItem('');
    item.asFile = () => ({ name: 'a.json', data: () => Promise.resolve(Buffer.from(FILE)) });
    transfer.set('application/json', item);
    const dropped = new DropBlueprints().handleDrop(course, transfer);
    assert.deepEqual(await imported(4), [...SEEDED, 'One', 'Two']);
    await dropped;
  });

  it('does one import at a time: another one does not take the question of the first', async () => {
    const first = vscode.commands.executeCommand(
      COMMANDS.importBlueprints,
      course,
      await write('a.json', FILE),
    );
    // Nobody answers this one: it ends by itself.
    await vscode.commands.executeCommand(
      COMMANDS.importBlueprints,
      course,
      await write('b.json', '[{"name": "Other", "content": "x"}]'),
    );
    assert.deepEqual(await imported(4), [...SEEDED, 'One', 'Two']);
    await first;
  });

  it('keeps what a notification offers when it is answered while another import asks', async () => {
    const [a, b] = [await write('a.json', FILE), await write('b.json', FILE)];
    const press: (() => void)[] = [];
    const pressed = [0, 1].map(() => new Promise<void>((done) => press.push(done)));
    let shown = 0;
    await campus.sandbox.turn({ blueprintsTaken: 1 });
    await answering(
      async ({ text }) => {
        if (!text.startsWith('1 of 2 blueprints')) return undefined;
        await pressed[shown++];
        return 'Try Again';
      },
      async () => {
        const first = importing(course, a);
        await accepting('a part', () => Promise.resolve(shown === 1 || undefined));
        await first;
        const other = importing(course, b);
        // Nobody answers this one: once it has ended, the other one is under way.
        await importing(course, b);
        press[0]?.();
        await until('the notification is there again', () => shown === 2 || undefined);
        await leaving(other);
        press[1]?.();
        assert.deepEqual(
          await until('the rest', async () => ((await names()).length === 4 ? names() : undefined)),
          [...SEEDED, 'One', 'Two'],
        );
      },
    );
  });

  it('takes a file that is being edited as it is on the screen', async () => {
    const uri = await write('a.json', '[{"name": "On the disk", "content": "x"}]');
    const editor = await vscode.window.showTextDocument(uri);
    const { document } = editor;
    await editor.edit((edit) =>
      edit.replace(new vscode.Range(new vscode.Position(0, 0), document.positionAt(1_000)), FILE),
    );
    const work = importing(course, uri);
    assert.deepEqual(await imported(4), [...SEEDED, 'One', 'Two']);
    await work;
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('takes no file that is being edited in the wrong encoding, with letters lost on the screen', async () => {
    const uri = await write(
      'latin-1.json',
      Buffer.from('[{"name": "\u00dcbung", "content": "x"}]', 'latin1'),
    );
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), ' '));
    await answering(
      () => undefined,
      async (asked) => {
        // Nobody answers here: it would never end if it asked.
        await importing(course, uri);
        assert.match(
          asked.map(({ text }) => text).join('|'),
          /^In latin-1\.json, “\ufffd” stands in place of [^|]*$/,
        );
      },
    );
    assert.deepEqual(await names(), SEEDED);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('goes back to the preview of a file that was mended meanwhile', async () => {
    const uri = await write('a.json', '[{"name": "Wrong", "content": "x"}]');
    let press = (): void => undefined;
    const pressed = new Promise<void>((done) => (press = done));
    await answering(
      async ({ text }) => {
        if (!text.startsWith('Nothing of a.json')) return undefined;
        await pressed;
        return 'Back to the Preview';
      },
      async () => {
        await leaving(importing(course, uri));
        await write('a.json', FILE);
        press();
        assert.deepEqual(await imported(4), [...SEEDED, 'One', 'Two']);
      },
    );
  });

  it('goes to the course that a row is in, and to none of a platform without blueprints', async () => {
    const uri = await write('a.json', FILE);
    const inside = importing(modules, uri);
    assert.deepEqual(await imported(4), [...SEEDED, 'One', 'Two']);
    await inside;
    const kolibri = await connectionRow(api.courses, GIVEN_KOLIBRI);
    await answering(
      () => undefined,
      async (asked) => {
        await importing(kolibri, uri);
        assert.match(asked.map(({ text }) => text).join('|'), /^[^|]+ is not a Codio organisation\.[^|]+$/);
      },
    );
  });

  it('takes no two files that are marked in the explorer', async () => {
    const [a, b] = [await write('a.json', FILE), await write('b.json', FILE)];
    await answering(
      () => undefined,
      async (asked) => {
        await importing(a, [a, b]);
        assert.deepEqual(
          asked.map(({ text }) => text),
          ['Blueprints are imported file by file. Choose one JSON file.'],
        );
      },
    );
  });

  it('asks anew for a source when the dialog is closed, or the file is too large', async () => {
    const good = await write('a.json', FILE);
    const chosen = [undefined, [await write('large.json', Buffer.alloc(16 * 1024 * 1024 + 1, 0x20))], [good]];
    const { showOpenDialog } = vscode.window;
    Object.assign(vscode.window, { showOpenDialog: () => Promise.resolve(chosen.shift()) });
    try {
      await answering(
        ({ buttons }) => buttons.find((label) => label === 'Change…'),
        async (asked) => {
          const work = importing(course);
          assert.deepEqual(await imported(4), [...SEEDED, 'One', 'Two']);
          await work;
          assert.match(asked[0]?.text ?? '', /^large\.json is larger than/);
        },
      );
    } finally {
      Object.assign(vscode.window, { showOpenDialog });
    }
    assert.deepEqual(chosen, []);
  });

  it('has a schema that says what cannot be a blueprints file, in this very editor', async () => {
    const wrong = ['"just text"', '7', '{"blueprints": []}', '{"blueprints": [{"name": "A"}, 7]}', '[7]'];
    for (const [index, text] of wrong.entries()) {
      const uri = await write(`${index}-blueprints.json`, text);
      await vscode.window.showTextDocument(uri);
      await until(`a finding in ${text}`, () => vscode.languages.getDiagnostics(uri).length > 0 || undefined);
    }
  });

  it('refuses what cannot be sent, before it asks for anything', async () => {
    const gone = vscode.Uri.file(join(folder, 'gone.json'));
    const refused = [
      gone,
      vscode.Uri.file(folder),
      await write('empty.json', ' \n'),
      await write('none.json', '[]'),
      await write('other.json', '{"version": 1}'),
      await write('broken.json', '[{"name": "One" "content": "a"}]'),
      await write('bytes.json', Buffer.from([0x5b, 0xff, 0xfe, 0x5d])),
      await write('large.json', Buffer.alloc(16 * 1024 * 1024 + 1, 0x20)),
    ];
    for (const uri of refused)
      // Nobody answers here: it would never end if it asked.
      await vscode.commands.executeCommand(COMMANDS.importBlueprints, course, uri);
    assert.deepEqual(await names(), SEEDED);
  });

  describe('where there is no endpoint for it', () => {
    beforeEach(() => campus.connect(api, HOSTED));
    afterEach(() => campus.disconnect(api, HOSTED));

    it('saves the checked file, replaces none, and leaves the rest to the browser', async () => {
      const root = await connectionRow(api.courses, HOSTED);
      const { course: hosted } = await courseOf(api.courses, root, COURSE);
      const uri = await write('a.json', FILE);
      const before = await toImport();
      for (const count of [1, 2]) {
        const importing = vscode.commands.executeCommand(COMMANDS.importBlueprints, hosted, uri);
        await accepting(`${count} files`, async () =>
          (await toImport()).length === before.length + count ? true : undefined,
        );
        await importing;
      }
      for (const path of (await toImport()).filter((one) => !before.includes(one)))
        assert.equal(await readFile(join(readSettings().exportsFolder, path), 'utf8'), FILE, path);
      assert.deepEqual(await names(), SEEDED, 'nothing was sent');
    });

    it('keeps the choice where the folder cannot be written, and the steps until they are closed', async () => {
      const root = await connectionRow(api.courses, HOSTED);
      const { course: hosted } = await courseOf(api.courses, root, COURSE);
      const uri = await write('a.json', FILE);
      const config = vscode.workspace.getConfiguration('lectern');
      const set = (value: unknown): Thenable<void> =>
        config.update('exports.folder', value, vscode.ConfigurationTarget.Global);
      const right = config.inspect('exports.folder')?.globalValue;
      const steps = 'Course Blueprint Transfer';
      try {
        await set(join(uri.fsPath, 'inside'));
        await answering(
          async ({ text, buttons }) => {
            if (text.includes('cannot be written')) {
              await set(right);
              return buttons.includes('Open Settings') ? 'Try Again' : undefined;
            }
            return undefined;
          },
          async (asked) => {
            const work = importing(hosted, uri);
            await accepting('the steps', () =>
              Promise.resolve(asked.some(({ text }) => text.includes(steps)) || undefined),
            );
            await work;
            assert.ok(asked.every(({ text }) => !text.includes('.part')));
          },
        );
      } finally {
        await set(right);
      }
      let left = 2;
      await answering(
        ({ text }) => (text.includes(steps) && left-- > 0 ? 'Copy File Path' : undefined),
        async (asked) => {
          const work = importing(hosted, uri);
          await accepting('the steps, three times', () =>
            Promise.resolve(asked.filter(({ text }) => text.includes(steps)).length === 3 || undefined),
          );
          await work;
        },
      );
    });

    it('does so for a connection that is signed out, too', async () => {
      const root = await connectionRow(api.courses, HOSTED);
      const { course: hosted } = await courseOf(api.courses, root, COURSE);
      // The editor has forgotten the credentials, as it may; the rows are still there.
      await campus.disconnect(api, HOSTED);
      const connection = hosted.parent.connection;
      assert.ok(connection);
      await api.services.connections.put(connection);
      const before = await toImport();
      const uri = await write('a.json', FILE);
      const importing = vscode.commands.executeCommand(COMMANDS.importBlueprints, hosted, uri);
      await accepting('the file', async () => (await toImport()).length === before.length + 1 || undefined);
      await importing;
      const waiting = api.services.waiting.all.length;
      void vscode.commands.executeCommand(COMMANDS.exportBlueprints, hosted);
      await until('a row waits for the file', () => api.services.waiting.all.length > waiting || undefined);
      for (const { id } of api.services.waiting.all) api.services.waiting.cancel(id);
    });
  });

  it('lists the blueprints of a file that has some, whatever it is called, and nothing of others', async () => {
    const outline = async (uri: vscode.Uri): Promise<readonly string[]> => {
      await vscode.window.showTextDocument(uri);
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      return (found ?? []).filter(({ kind }) => kind === vscode.SymbolKind.Class).map(({ name }) => name);
    };
    const file = await write('whatever.json', FILE);
    assert.deepEqual(await outline(file), ['One', 'Two']);
    const people = '[{"name": "Ann", "text": "hello"}]';
    assert.deepEqual(await outline(await write('people.json', people)), []);
    assert.deepEqual(await outline(await write('my-blueprints.json', people)), ['Ann']);
    assert.deepEqual(await outline(await write('other.json', '{"version": 1, "name": "x"}')), []);
  });

  it('goes by the editor’s own setting for git, where that names a program', async () => {
    const config = vscode.workspace.getConfiguration('git');
    const program = await write('git', '');
    try {
      await config.update(
        'path',
        [join(folder, 'missing'), program.fsPath],
        vscode.ConfigurationTarget.Global,
      );
      assert.equal(await gitProgram(), program.fsPath);
      await config.update('path', 'git', vscode.ConfigurationTarget.Global);
      assert.equal(await gitProgram(), undefined);
    } finally {
      await config.update('path', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
