import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/manifest.ts';
import { until } from '../until.ts';
import { lectern } from './lectern.ts';

const HEADER =
  'UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO';

/** Above this many users the outline has only classes; edits for more lines than this are handed over in groups. */
const LONG = 2_500;

/** What the outline calls users without one. */
const NO_CLASS = 'Without a class';

/** The classes of a user are those of its number; each third is in two, each seventh in none, each fiftieth has two lines. */
function classesOf(at: number): readonly string[] {
  if (at % 7 === 6) return [];
  const first = `Class ${String(at % 40)}`;
  return at % 3 === 0 ? [first, `Group ${String(at % 11)}`] : [first];
}

function rowOf(at: number): string {
  const classes = classesOf(at).join(',');
  const cell = classes.includes(',') ? `"${classes}"` : classes;
  const name = at % 50 === 0 ? `"Two\nLines ${String(at)}"` : `Name ${String(at)}`;
  return `,user${String(at)},*,${name},LEARNER,,,,${cell},`;
}

describe('places in users files', () => {
  let folder: string;
  let files = 0;

  const open = async (content: string): Promise<vscode.TextEditor> => {
    const path = join(folder, `places-${String(files++)}.csv`);
    await writeFile(path, content);
    return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(path));
  };
  const checked = async ({ document }: vscode.TextEditor): Promise<void> => {
    await until('the line above the header', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return lenses.length > 0 || undefined;
    });
  };
  const symbolsOf = async ({ document }: vscode.TextEditor): Promise<readonly vscode.DocumentSymbol[]> =>
    vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );

  before(async () => {
    await lectern();
    folder = await mkdtemp(join(tmpdir(), 'lectern-places-'));
  });
  afterEach(async () => {
    if (vscode.window.activeTextEditor?.document.isDirty === true)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const users of [400, LONG])
    it(`outlines ${String(users)} users so that no line is shown as one of another class`, async () => {
      const rows = Array.from({ length: users }, (_, at) => rowOf(at));
      const editor = await open(`${[HEADER, ...rows].join('\n')}\n`);
      await checked(editor);
      const symbols = await symbolsOf(editor);
      assert.equal(symbols.length, 40 + 11 + 1);
      const userAt: (number | undefined)[] = [undefined];
      for (const [at, row] of rows.entries()) userAt.push(...row.split('\n').map(() => at));

      const shownAt = userAt.map((): string[] => []);
      const note = (symbol: vscode.DocumentSymbol): void => {
        const { name, range, selectionRange, children } = symbol;
        assert.ok(range.contains(selectionRange), name);
        for (let { line } = range.start; line <= range.end.line; line++) shownAt[line]?.push(name);
        children.forEach(note);
      };
      symbols.forEach(note);
      for (const [line, names] of shownAt.entries()) {
        const at = userAt[line];
        const own = at === undefined ? [] : [`user${String(at)}`, ...classesOf(at)];
        if (own.length === 1) own.push(NO_CLASS);
        for (const name of names) assert.ok(own.includes(name), `line ${String(line + 1)} reads ${name}`);
      }
      for (const { name, range, children } of symbols) {
        // A class leads to its first user, with whom the editor shows it.
        const [first] = children;
        const at = userAt[range.start.line];
        assert.ok(at !== undefined && (classesOf(at).includes(name) || name === NO_CLASS), name);
        if (first !== undefined) assert.ok(range.isEqual(first.range), name);
        assert.equal(children.length === 0, users === LONG, name);
      }
    });

  describe('stay where they are', () => {
    const plain = Array.from({ length: LONG }, (_, at) =>
      [
        `id${String(at)}`,
        `user${String(at)}`,
        '*',
        ` Name, ${String(at)} `,
        'learner',
        '',
        '',
        '',
        'Class 1',
        '',
      ].join(';'),
    );
    const semicolons = `${[HEADER.replaceAll(',', ';'), ...plain].join('\r\n')}\r\n`;
    const line = 1_700;

    /** The word around each selection and the first line in sight, once the editor says the same as it should. */
    const kept = async (editor: vscode.TextEditor, words: readonly string[], top: number): Promise<void> => {
      let said = '';
      const wanted = [...words, String(top)].join('; ');
      await until(`places ${wanted}`, () => {
        // Lines may be half in sight, at the top and at the bottom; older versions of VS Code round further.
        const { line: first } = editor.visibleRanges[0]?.start ?? new vscode.Position(0, 0);
        said = [
          ...editor.selections.map((selection) => editor.document.getText(selection)),
          String(Math.abs(first - top) <= 5 ? top : first),
        ].join('; ');
        return said === wanted || undefined;
      }).catch((error: unknown) => {
        throw new Error(`places are ${said}`, { cause: error });
      });
    };
    const select = async (editor: vscode.TextEditor, words: readonly string[]): Promise<number> => {
      editor.selections = words.map((word, at) => {
        const { text } = editor.document.lineAt(line + at);
        const start = text.indexOf(word);
        assert.ok(start > 0, word);
        return new vscode.Selection(line + at, start, line + at, start + word.length);
      });
      editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenter);
      return until('the line in sight', () => {
        const top = editor.visibleRanges[0]?.start.line ?? 0;
        return top > 0 && top < line ? top : undefined;
      });
    };
    const words = [`user${String(line - 1)}`, 'learner', 'Class 1'];

    it('when other delimiters become commas, and come back with one undo', async () => {
      const editor = await open(semicolons);
      await checked(editor);
      const top = await select(editor, words);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        editor.document.uri,
        new vscode.Range(0, 0, 0, 0),
        vscode.CodeActionKind.QuickFix.value,
        5,
      );
      const convert = actions.find(({ edit, title }) => edit !== undefined && title.includes('comma'));
      assert.ok(convert?.edit, actions.map(({ title }) => title).join());
      assert.ok(await vscode.workspace.applyEdit(convert.edit));
      assert.ok(editor.document.lineAt(line).text.startsWith(`id${String(line - 1)},user`));
      await kept(editor, words, top);
      await vscode.commands.executeCommand('undo');
      assert.equal(editor.document.getText(), semicolons);
      await kept(editor, words, top);
    });

    it('when all that is safe is mended', async () => {
      const editor = await open(semicolons);
      await checked(editor);
      const top = await select(editor, words);
      await vscode.commands.executeCommand(COMMANDS.fixAllSafe);
      assert.ok(editor.document.lineAt(line).text.includes(`,"Name, ${String(line - 1)}",learner,`));
      await kept(editor, words, top);
    });

    it('when the file is formatted', async () => {
      const editor = await open(
        `${[HEADER, ...plain.map((row) => row.replace(', ', ' ').replaceAll(';', ','))].join('\r\n')}\r\n`,
      );
      await checked(editor);
      const top = await select(editor, words);
      await vscode.commands.executeCommand('editor.action.formatDocument');
      await until('the form', () => editor.document.lineAt(line).text.includes('LEARNER') || undefined);
      await kept(editor, words.with(1, 'LEARNER'), top);
    });
  });

  it('leaves a text as it is when a long mend is cancelled', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, at) => `;user${String(at)};*; Name ${String(at)} ;learner;;;;Class 1;`,
    );
    const editor = await open(`${[HEADER.replaceAll(',', ';'), ...rows].join('\n')}\n`);
    await checked(editor);
    const { document } = editor;
    const { version } = document;
    let isOver = false;
    const mending = Promise.resolve(vscode.commands.executeCommand(COMMANDS.fixAllSafe)).finally(
      () => (isOver = true),
    );
    // The one button of the only notification.
    await until('the end of the mend', async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return isOver || undefined;
    });
    await mending;
    assert.equal(document.version, version);
    assert.equal(document.isDirty, false);
  });
});
