import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Place } from '../../src/core/platform/place.ts';
import { Roster } from '../../src/core/roster/roster.ts';
import { COMMANDS } from '../../src/manifest.ts';
import { mendInSlices } from '../../src/features/roster/mend/mendInSlices.ts';
import { rosterStatus, type StatusText } from '../../src/features/roster/shown/rosterStatus.ts';
import { Snapshots } from '../../src/features/roster/table/snapshots.ts';
import { openWire } from '../campus/wire.ts';
import { until } from '../until.ts';
import { answering } from './answering.ts';
import { HostErrors } from './hostErrors.ts';
import { lectern } from './lectern.ts';

const HEADER =
  'UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO';
const GOOD = `${HEADER}\r\n,ada,secret,Ada Lovelace,LEARNER,,,,Class A,\r\n`;
const BROKEN = `${HEADER}\r\n,ada,secret,Ada Lovelace,LEARNER,,,,Class A,\r\n,bob,secret, Bob ,teacher,,,,,\r\n,eve,secret,Eve ,learner ,,,,class a,\r\n`;

const run = promisify(execFile);
const NONE = { error: 0, warning: 0, hint: 0 } as const;

/** How many files are opened at once. */
const BATCH = 50;

/** Whole numbers below a limit, the same in each run. */
function randomNumbers(seed: number): (below: number) => number {
  return (below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >> 8) % below;
  };
}

/** Users files with random bytes in them, and files of nothing else. */
function* randomFiles(count: number, random: (below: number) => number): Generator<Buffer> {
  for (let number = 0; number < count; number++) {
    const isBroken = number % 2 === 0;
    const bytes = isBroken ? Buffer.from(BROKEN.repeat(1 + random(5))) : Buffer.alloc(random(2_000));
    const hits = isBroken ? 1 + random(20) : bytes.length;
    for (let hit = 0; hit < hits; hit++) bytes[isBroken ? random(bytes.length) : hit] = random(256);
    yield number % 4 === 3 ? Buffer.concat([Buffer.from(`${HEADER}\n`), bytes]) : bytes;
  }
}

/** Asks for all that the editor asks for, at the first finding and at a random place. Resolves once the file has been checked. */
async function askEverything(
  document: vscode.TextDocument,
  random: (below: number) => number,
): Promise<void> {
  const { uri } = document;
  const ask = (what: string, ...more: readonly unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`vscode.execute${what}`, uri, ...more);
  // Waits for the findings.
  await ask('CodeLensProvider', 10);
  const found = vscode.languages.getDiagnostics(uri).slice(0, 1);
  const place = document.positionAt(random(document.getText().length + 1));
  const ranges = [new vscode.Range(place, place), ...found.map(({ range }) => range)];
  for (const range of ranges) {
    await ask('CodeActionProvider', range, undefined, 3);
    await ask('HoverProvider', range.start);
    await ask('CompletionItemProvider', range.end);
  }
  await ask('CodeActionProvider', new vscode.Range(0, 0, document.lineCount, 0), 'source.fixAll');
  await ask('DocumentSymbolProvider');
  // The editor cannot hand over a change of line ends that stands alone; it can carry it out.
  await ask('FormatDocumentProvider', {}).then(undefined, (error: unknown) =>
    assert.match(String(error), /line must be non-negative/),
  );
}

/** Types something, takes something away, and saves: what is changed and in no tab would get one. */
async function editAnywhere(document: vscode.TextDocument, random: (below: number) => number): Promise<void> {
  for (const typed of [['"', ',', '\n', 'x', HEADER][random(5)] ?? '', '']) {
    const at = random(document.getText().length + 1);
    const range = new vscode.Range(
      document.positionAt(at),
      document.positionAt(at + (typed === '' ? 20 : 0)),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, typed);
    await vscode.workspace.applyEdit(edit);
  }
  await document.save();
}

type Problem = { readonly code: string; readonly text: string; readonly severity: vscode.DiagnosticSeverity };

describe('users files in the editor', () => {
  let folder: string;
  let files = 0;

  const open = async (
    content: string | Uint8Array,
    name = `users-${String(files++)}.csv`,
  ): Promise<vscode.TextDocument> => {
    await writeFile(join(folder, name), content);
    const document = await vscode.workspace.openTextDocument(join(folder, name));
    await vscode.window.showTextDocument(document);
    return document;
  };
  const codeOf = ({ code }: vscode.Diagnostic): string =>
    typeof code === 'object' ? String(code.value) : '';
  const problems = (document: vscode.TextDocument): readonly Problem[] =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === 'lectern')
      .sort((a, b) => a.range.start.compareTo(b.range.start))
      .map((one) => ({ code: codeOf(one), text: document.getText(one.range), severity: one.severity }));
  /** Once what is found is just this. */
  const found = async (document: vscode.TextDocument, ...codes: readonly string[]): Promise<void> => {
    let last = '';
    try {
      await until(`findings ${codes.join()}`, () => {
        last = problems(document)
          .map(({ code }) => code)
          .join();
        return last === codes.join() || undefined;
      });
    } catch (error) {
      throw new Error(`found ${last}`, { cause: error });
    }
  };
  /** Once the file has been looked at: its line above the header says so. */
  const lensesOf = async (document: vscode.TextDocument): Promise<readonly string[]> =>
    until('the line above the header', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        10,
      );
      return lenses.length > 0 ? lenses.map(({ command }) => command?.title ?? '') : undefined;
    });
  const actionsAt = async (
    document: vscode.TextDocument,
    text: string,
    kind = vscode.CodeActionKind.QuickFix,
  ): Promise<readonly vscode.CodeAction[]> => {
    const at = document.positionAt(document.getText().indexOf(text));
    return vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(at, at),
      kind.value,
      20,
    );
  };
  const apply = async (actions: readonly vscode.CodeAction[], title: string): Promise<void> => {
    const action = actions.find((one) => one.title === title);
    assert.ok(action?.edit, `${title} is not among ${actions.map((one) => one.title).join('; ')}`);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
  };

  before(async () => {
    await lectern();
    folder = await mkdtemp(join(tmpdir(), 'lectern-roster-'));
  });
  afterEach(async () => {
    for (const editor of vscode.window.visibleTextEditors)
      if (editor.document.isDirty)
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('says what is wrong, where, and leads to the page that describes it', async () => {
    const document = await open(BROKEN);
    await found(
      document,
      'full-name-padded',
      'user-type-invalid',
      'full-name-padded',
      'user-type-invalid',
      'class-spelling',
    );
    assert.deepEqual(
      problems(document).map(({ text }) => text),
      [' Bob ', 'teacher', 'Eve ', 'learner ', 'class a'],
    );
    const all = vscode.languages.getDiagnostics(document.uri);
    const padded = all.find((one) => codeOf(one) === 'full-name-padded');
    const type = all.find((one) => codeOf(one) === 'user-type-invalid');
    assert.equal(padded?.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(type?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(type.message, /LEARNER, CLASS_COACH/);
    // The page is read once, after the first findings are shown.
    const heading = await until('the link to the section', async () => {
      const now = vscode.languages
        .getDiagnostics(document.uri)
        .find((one) => codeOf(one) === 'user-type-invalid');
      const target = typeof now?.code === 'object' ? now.code.target : undefined;
      const line = Number(/^L(\d+)$/.exec(target?.fragment ?? '')?.[1] ?? 1);
      if (target === undefined || line === 1) return undefined;
      const page = await vscode.workspace.openTextDocument(target.with({ fragment: '' }));
      return page.lineAt(line - 1).text;
    });
    assert.equal(heading, '### user-type-invalid');
    assert.deepEqual(await lensesOf(document), [
      '3 users · 2 errors · 3 notes',
      'Next Problem',
      'Preview Import',
    ]);
  });

  it('follows what is typed', async () => {
    const document = await open(GOOD);
    assert.deepEqual(await lensesOf(document), ['1 user · no problems', 'Preview Import']);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), ',ADA,secret,Ada,LEARNER,,,,,\n');
    await vscode.workspace.applyEdit(edit);
    await found(document, 'username-duplicate');
    await vscode.commands.executeCommand('undo');
    await found(document);
  });

  it('names the line that another repeats, as the editor counts, and leads there', async () => {
    const document = await open(
      `${GOOD}\r\n,ADA,secret,Ada,LEARNER,,,,Class-A,\r\n,bob,secret,Bob,LEARNER,,,,Class A,\r\n`,
    );
    await found(document, 'username-duplicate', 'class-lookalike');
    const said = vscode.languages
      .getDiagnostics(document.uri)
      .map(({ message, relatedInformation = [] }) => [
        message,
        ...relatedInformation.map((one) => `${one.message} ${document.getText(one.location.range)}`),
      ]);
    assert.deepEqual(said, [
      [
        'The server will reject this row: line 2 has the user name “ada” already. Give one of the two another name.',
        'The first “ada” ada',
      ],
      [
        'The server will make two classes of this and “Class A” in line 2. Write both alike if they are one.',
        'The first “Class A” Class A',
      ],
    ]);
  });

  it('mends one, all of a kind, and all that is safe, each undone at once', async () => {
    const document = await open(BROKEN);
    await found(
      document,
      ...'full-name-padded,user-type-invalid,full-name-padded,user-type-invalid,class-spelling'.split(','),
    );
    await apply(await actionsAt(document, 'teacher'), 'Change to CLASS_COACH');
    assert.equal(document.getText(), BROKEN.replace('teacher', 'CLASS_COACH'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), BROKEN);
    await apply(await actionsAt(document, ' Bob '), 'Remove white space at the ends of 2 full names');
    const trimmed = BROKEN.replace(' Bob ', 'Bob').replace('Eve ', 'Eve');
    assert.equal(document.getText(), trimmed);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), BROKEN);
    await apply(
      await actionsAt(document, ' Bob ', vscode.CodeActionKind.SourceFixAll.append('lectern')),
      'Fix all safe problems',
    );
    assert.equal(document.getText(), trimmed.replace('learner ', 'LEARNER').replace('class a', 'Class A'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), BROKEN);
    await found(
      document,
      ...'full-name-padded,user-type-invalid,full-name-padded,user-type-invalid,class-spelling'.split(','),
    );
    await vscode.commands.executeCommand(COMMANDS.fixAllSafe);
    await found(document, 'user-type-invalid');
  });

  it('puts a name together that a comma has split, by the fix that is preferred', async () => {
    const row = ',bob,pw,B, Bob,LEARNER,,,,,';
    const document = await open(`${HEADER}\r\n${row}\r\n`);
    await found(document, 'cells-surplus', 'user-type-invalid');
    const fixes = (await actionsAt(document, ',bob')).filter(({ isPreferred }) => isPreferred === true);
    await apply(fixes, 'Put “B, Bob” into one cell, in quotes');
    assert.equal(document.getText(), `${HEADER}\r\n,bob,pw,"B, Bob",LEARNER,,,,,\r\n`);
    await found(document);
  });

  it('adds a column to the header and each row, as one step', async () => {
    const bad = GOOD.replace('GENDER,', '').replace('LEARNER,,,,', 'LEARNER,,,');
    const document = await open(bad);
    await found(document, 'header-missing-column');
    await apply(await actionsAt(document, 'UUID'), 'Add the column GENDER, empty in each row');
    assert.equal(document.getText(), GOOD);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), bad);
  });

  it('says what a file with nothing in it lacks, and leaves it alone once it is something else', async () => {
    const document = await open('');
    await found(document, 'file-empty');
    await apply(await actionsAt(document, ''), 'Begin with a header');
    assert.equal(document.getText(), `${HEADER}\n`);
    await found(document, 'no-users');
    // There is nothing to go to.
    assert.deepEqual(await lensesOf(document), ['0 users · 1 note', 'Preview Import']);
    const titled = await open(`Users of 2026\r\n\r\nsep=,\r\n${GOOD}`);
    assert.deepEqual(await lensesOf(titled), ['1 error', 'Next Problem', 'Preview Import']);
    const blank = await open(' \r\n\r\n');
    await found(blank, 'file-blank');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(blank.uri, new vscode.Position(0, 0), 'name,price\napple,1\n');
    await vscode.workspace.applyEdit(edit);
    await found(blank);
  });

  it('offers to fix all that is safe only where something is', async () => {
    const titles = async (text: string, at: string, code: string): Promise<readonly string[]> => {
      const document = await open(text);
      await until(code, () => problems(document).some((one) => one.code === code) || undefined);
      return (await actionsAt(document, at)).map(({ title }) => title);
    };
    const teacher = GOOD.replace('LEARNER', 'teacher');
    const all = 'Fix all safe problems';
    assert.ok(!(await titles(teacher, 'teacher', 'user-type-invalid')).includes(all));
    assert.ok((await titles(teacher.replace(',Ada', ', Ada'), 'teacher', 'user-type-invalid')).includes(all));
  });

  it('says what belongs into a column, and what may stand there', async () => {
    const document = await open(BROKEN);
    await lensesOf(document);
    const at = (text: string): vscode.Position => document.positionAt(document.getText().lastIndexOf(text));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at('learner '),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')),
    );
    assert.ok(
      texts.some((text) => text.includes('**USER_TYPE**')),
      texts.join(),
    );
    const labels = async (text: string): Promise<readonly string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at(text),
      );
      return list.items
        .filter(({ kind }) => kind !== vscode.CompletionItemKind.Text)
        .map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.deepEqual(await labels('learner '), ['LEARNER', 'ADMIN', 'FACILITY_COACH', 'CLASS_COACH']);
    assert.deepEqual(await labels('class a'), ['Class A']);
    // No words of the file, which has passwords in it.
    for (const place of ['eve', 'cret,Eve', 'Eve ', ',,,class a', ',\r\n']) {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at(place),
      );
      const words = list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Text);
      assert.deepEqual(words, [], place);
    }
  });

  it('mends nothing in a file that was changed meanwhile, and says so', async () => {
    const document = await open(BROKEN);
    const { version } = document;
    const made = await answering(
      () => undefined,
      async (asked) => {
        const edit = await mendInSlices(document, new Roster(BROKEN), function* () {
          const typed = new vscode.WorkspaceEdit();
          typed.insert(document.uri, new vscode.Position(0, 0), ' ');
          void vscode.workspace.applyEdit(typed);
          while (document.version === version) yield;
          return [];
        });
        assert.deepEqual(
          asked.map(({ text }) => text),
          ['Not mended: the file was changed meanwhile.'],
        );
        return edit;
      },
    );
    assert.equal(made, undefined);
  });

  it('shows that it mends until the edits are in the document', async () => {
    const document = await open(BROKEN);
    const { withProgress } = vscode.window;
    const order: string[] = [];
    let isShown: (() => void) | undefined;
    const shown = new Promise<void>((done) => (isShown = done));
    Object.assign(vscode.window, {
      withProgress: async (
        _options: unknown,
        task: (progress: unknown, token: vscode.CancellationToken) => Promise<unknown>,
      ) => {
        isShown?.();
        const cancelling = new vscode.CancellationTokenSource();
        const result = await task(undefined, cancelling.token);
        order.push('notification gone');
        return result;
      },
    });
    try {
      await mendInSlices(
        document,
        new Roster(BROKEN),
        function* () {
          yield;
          return [{ start: 0, end: 0, text: ' ' }];
        },
        {
          put: async (edit) => {
            await shown;
            const isIn = await vscode.workspace.applyEdit(edit);
            order.push('edited');
            return isIn;
          },
        },
      );
    } finally {
      Object.assign(vscode.window, { withProgress });
    }
    assert.deepEqual(order, ['edited', 'notification gone']);
    assert.ok(document.getText().startsWith(' '));
  });

  it('outlines classes and users', async () => {
    const document = await open(BROKEN);
    await lensesOf(document);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, ...children.map((child) => child.name)]),
      [
        // The editor puts them in the order of the file.
        ['Class A', 'ada', 'eve'],
        ['Without a class', 'bob'],
      ],
    );
  });

  it('formats users files, and those only', async () => {
    const document = await open(BROKEN.replaceAll('\r\n', '\n\n').replace('teacher', 'class_coach'));
    await lensesOf(document);
    await vscode.commands.executeCommand('editor.action.formatDocument');
    const canonical = `${HEADER}\r\n,ada,secret,Ada Lovelace,LEARNER,,,,Class A,\r\n,bob,secret,Bob,CLASS_COACH,,,,,\r\n,eve,secret,Eve,LEARNER,,,,class a,\r\n`;
    await until('the canonical form', () => document.getText() === canonical || undefined);
    await vscode.commands.executeCommand('undo');
    assert.ok(!document.getText().includes('CLASS_COACH'));
    const other = await open('a,b\n 1 , 2\n', 'other.csv');
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      'vscode.executeFormatDocumentProvider',
      other.uri,
      { tabSize: 4, insertSpaces: true },
    );
    assert.deepEqual(edits ?? [], []);
  });

  it('says why it does not format, until another editor is shown', async () => {
    const { setStatusBarMessage } = vscode.window;
    const notes = new Set<string>();
    Object.assign(vscode.window, {
      setStatusBarMessage: (text: string) => {
        notes.add(text);
        return new vscode.Disposable(() => void notes.delete(text));
      },
    });
    try {
      const document = await open(GOOD.replaceAll(',', ';'));
      await found(document, 'wrong-delimiter');
      await vscode.commands.executeCommand('editor.action.formatDocument');
      assert.deepEqual(Array.from(notes), ['$(warning) Not formatted: separate the cells by commas first.']);
      await open('a,b\n', 'another.csv');
      await until('the status bar without it', () => notes.size === 0 || undefined);
    } finally {
      Object.assign(vscode.window, { setStatusBarMessage });
    }
  });

  it('formats no line end within a cell', async () => {
    const document = await open(`${HEADER}\n,ada,secret,"Ada\nLovelace ",learner,,,,,\n`);
    await lensesOf(document);
    await vscode.commands.executeCommand('editor.action.formatDocument');
    await until('the form', () => document.getText().includes('LEARNER') || undefined);
    assert.ok(document.getText().includes('Ada\nLovelace'), document.getText());
  });

  it('has nothing to say of other tables but what their columns hold', async () => {
    const access = await open('Username,Access type,Role,IP address\nada,Log In,Student,203.0.113.1\n');
    const hover = async (): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        access.uri,
        new vscode.Position(1, 6),
      );
      return hovers
        .flatMap(({ contents }) =>
          contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')),
        )
        .join();
    };
    await until('the hover', async () => (await hover()).includes('Project Open') || undefined);
    assert.deepEqual(problems(access), []);
    const plain = await open('name;price\napple;1\n');
    await vscode.commands.executeCommand(COMMANDS.useAsUsersCsv);
    await found(plain, 'header-unknown-label');
    await vscode.commands.executeCommand(COMMANDS.notUsersCsv);
    await found(plain);
  });

  it('checks what was never saved, as soon as it looks like a users file', async () => {
    const uri = vscode.Uri.parse('untitled:new-users.csv');
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(0, 0), `${HEADER}\n,a b,pw,A,LEARNER,,,,,\n`),
    );
    await found(document, 'username-characters');
  });

  it('recognises the header of a users file in any plain text, and nothing else there', async () => {
    const bad = GOOD.replace('ada', 'a b');
    for (const name of ['users.txt', 'users']) await found(await open(bad, name), 'username-characters');
    const pasted = await vscode.workspace.openTextDocument({ content: '' });
    const editor = await vscode.window.showTextDocument(pasted);
    assert.equal(pasted.languageId, 'plaintext');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), bad));
    await found(pasted, 'username-characters');
    assert.equal(pasted.languageId, 'plaintext');
    assert.ok((await lensesOf(pasted)).includes('Preview Import'));
    // What is written in its place has nothing to do with users.
    const all = new vscode.Range(0, 0, pasted.lineCount, 0);
    await editor.edit((edit) => edit.replace(all, 'Shopping: milk, eggs, bread\n'));
    await found(pasted);
    const others = [
      await open('the username, the password and the full name are sent by post\n', 'letter.txt'),
      await open(`// ${bad}`, 'users.md'),
      await open('', 'prices.csv'),
      await open('', 'superusers.csv'),
    ];
    // They have been looked at when one that was opened later has been.
    await found(await open('', 'My School_users.csv'), 'file-empty');
    for (const other of others) assert.deepEqual(problems(other), [], other.uri.path);
  });

  it('shows the gravest of too many findings and those in sight, says so, and goes through all', async () => {
    const rows = Array.from({ length: 2_000 }, (_, at) =>
      at < 1_000 ? `,u${String(at)},pw,N,teacher,,,,,` : `,u${String(at)},pw, N ,LEARNER,,,,,`,
    );
    const document = await open([HEADER, ...rows, ''].join('\n'));
    const lines = (code: string): ReadonlySet<number> =>
      new Set(
        vscode.languages
          .getDiagnostics(document.uri)
          .filter((one) => codeOf(one) === code)
          .map(({ range }) => range.start.line),
      );
    const note = await until('the note', () =>
      vscode.languages.getDiagnostics(document.uri).find((one) => codeOf(one) === ''),
    );
    assert.match(
      note.message,
      /^499 of 2,000 findings .* In all: 2,000 users · 1,000 errors · 1,000 notes\./,
    );
    assert.deepEqual(
      note.relatedInformation?.map(({ message, location }) => [message, location.range.start.line]),
      [
        ['1,000 × user-type-invalid, first in line 2', 1],
        ['1,000 × full-name-padded, first in line 1,002', 1_001],
      ],
    );
    assert.equal(lines('full-name-padded').size, 0);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.revealRange(new vscode.Range(1_800, 0, 1_800, 0), vscode.TextEditorRevealType.AtTop);
    await until('the findings in sight', () => lines('full-name-padded').has(1_800) || undefined);
    assert.ok(lines('user-type-invalid').has(1), 'the gravest are shown no more');
    // VS Code underlines the first 500 of a file.
    const all = vscode.languages.getDiagnostics(document.uri);
    assert.equal(all.length, 500);
    assert.ok(all.slice(0, 100).some(({ range }) => range.start.line === 1_800));
    // From beyond the last error that is shown, and over the end of the file.
    const next = async (from: number): Promise<number> => {
      editor.selection = new vscode.Selection(from, 20, from, 20);
      await vscode.commands.executeCommand(COMMANDS.nextProblem);
      const { line } = editor.selection.active;
      await until(
        'the finding that was gone to',
        () => lines('full-name-padded').has(line) || lines('user-type-invalid').has(line) || undefined,
      );
      return line;
    };
    assert.equal(await next(700), 701);
    assert.equal(await next(1_000), 1_001);
    assert.equal(await next(1_500), 1_501);
    assert.equal(await next(2_000), 1);
    // Quick fixes are there as well.
    const titles = (await actionsAt(document, ' N ,LEARNER')).map(({ title }) => title);
    assert.deepEqual(titles, [
      'Remove white space at the ends',
      'Remove white space at the ends of 1,000 full names',
      'Fix all safe problems',
    ]);
  });

  it('is silent where the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('lectern');
    const document = await open(BROKEN);
    await until('findings', () => problems(document).length > 0 || undefined);
    try {
      await settings.update('roster.validation', 'off', vscode.ConfigurationTarget.Global);
      await found(document);
    } finally {
      await settings.update('roster.validation', undefined, vscode.ConfigurationTarget.Global);
    }
    await until('findings again', () => problems(document).length > 0 || undefined);
  });

  it('names the encoding of a file that the server cannot read, and offers to convert it', async () => {
    const text = GOOD.replace('Ada Lovelace', 'Zoë Zürich');
    const document = await open(Buffer.from(text, 'latin1'), 'latin.csv');
    await found(document, 'not-utf-8');
    const titles = (await actionsAt(document, 'UUID')).map(({ title }) => title);
    assert.ok(
      titles.includes('Convert to UTF-8…') && titles.includes('Reopen with Encoding…'),
      titles.join(),
    );
    const { convertFile } = await import('../../src/features/roster/mend/convertToUtf8.ts');
    const kept = vscode.Uri.file(join(folder, 'latin (Latin-1).csv'));
    await convertFile(document.uri, kept, text);
    assert.equal(await readFile(document.uri.fsPath, 'utf8'), text);
    assert.deepEqual(await readFile(kept.fsPath), Buffer.from(text, 'latin1'));
    const again = vscode.window.activeTextEditor?.document;
    assert.ok(again);
    await until('the converted text', () => again.getText() === text || undefined);
    await found(again);
  });

  it('offers to convert no file whose encoding cannot be told', async () => {
    const bytes = Buffer.from(GOOD.replace('Ada Lovelace', 'Zo\xeb M\xc3\xab'), 'latin1');
    const document = await open(bytes, 'damaged.csv');
    await found(document, 'not-utf-8');
    const titles = (await actionsAt(document, 'UUID')).map(({ title }) => title);
    assert.deepEqual(titles, ['Reopen with Encoding…']);
  });

  it('mends no text that was read in the wrong encoding, and gives back what a save has destroyed', async () => {
    const bytes = Buffer.from(GOOD.replaceAll(',', ';').replace('Ada Lovelace', ' Zoë Größe'), 'latin1');
    const document = await open(bytes, 'lost.csv');
    await found(document, 'not-utf-8');
    const titles = (await actionsAt(document, 'UUID')).map(({ title }) => title);
    assert.deepEqual(titles, ['Convert to UTF-8…', 'Reopen with Encoding…']);
    const all = await actionsAt(document, 'UUID', vscode.CodeActionKind.SourceFixAll);
    assert.deepEqual(all, []);
    const before = document.getText();
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.equal(document.getText(), before);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(before.indexOf('Zo')), 'A');
    await vscode.workspace.applyEdit(edit);
    await found(document, 'not-utf-8');
    assert.ok(await document.save());
    const beside = join(folder, 'lost (Latin-1).csv');
    await until('the original beside it', async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      const kept = await readFile(beside).catch(() => undefined);
      return kept?.equals(bytes) === true || undefined;
    });
    assert.ok((await readFile(document.uri.fsPath, 'utf8')).includes('�'));
  });

  it('warns of passwords in a repository, unless git leaves the file out', async () => {
    // In the workspace: git in older versions of VS Code opens no repository elsewhere.
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace);
    const repository = join(workspace.uri.fsPath, 'passwords');
    const openIn = async (text: string, name: string): Promise<vscode.TextDocument> => {
      await writeFile(join(repository, name), text);
      const document = await vscode.workspace.openTextDocument(join(repository, name));
      await vscode.window.showTextDocument(document);
      return document;
    };
    const git = (...words: readonly string[]): Promise<unknown> => run('git', ['-C', repository, ...words]);
    await mkdir(repository);
    await git('init', '--quiet');
    const kept = await openIn(GOOD, 'users.csv');
    await found(kept, 'passwords-in-repository');
    const rules = await openIn('*.txt\n', '.gitignore');
    const exported: unknown = await vscode.extensions.getExtension('vscode.git')?.activate();
    assert.ok(v.is(v.object({ getAPI: v.function() }), exported));
    const api: unknown = exported.getAPI(1);
    assert.ok(v.is(v.object({ openRepository: v.function() }), api));
    await api.openRepository(vscode.Uri.file(repository));
    const left = await openIn(GOOD, 'users-2.csv');
    await found(left, 'passwords-in-repository');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(rules.uri, new vscode.Position(0, 0), 'users*\n');
    await vscode.workspace.applyEdit(edit);
    assert.ok(await rules.save());
    await found(left);
    await found(kept);
    // What git follows it does not leave out.
    await git('add', '--force', 'users.csv');
    const typed = new vscode.WorkspaceEdit();
    typed.insert(kept.uri, new vscode.Position(2, 0), ',bob,secret,Bob,LEARNER,,,,Class A,\r\n');
    await vscode.workspace.applyEdit(typed);
    assert.ok(await kept.save());
    await found(kept, 'passwords-in-repository');
    await found(left);
    await rm(repository, { recursive: true });
  });

  it('compares with the users and classes of a chosen facility', async () => {
    const { services } = await lectern();
    const document = await open(GOOD);
    await lensesOf(document);
    const choosing = vscode.commands.executeCommand(COMMANDS.chooseRosterFacility);
    const facility = await until('the choice', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await memory()).of(document.uri).facility;
    });
    await choosing;
    const client = await services.clients.client(facility.connectionId);
    const taken = await client.rosterSnapshot!(facility, new AbortController().signal);
    const known = taken.users.find(({ isDeleted }) => !isDeleted)!;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), `,${known.username},pw,Somebody,LEARNER,,,,,\n`);
    await vscode.workspace.applyEdit(edit);
    await found(document, 'username-taken');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('Class A')),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(
      taken.classes.every(({ name }) => name.includes(',') || labels.includes(name)),
      labels.join(),
    );
  });

  it('says how old the users are that it compares with, and why they are no newer', async () => {
    const { services } = await lectern();
    const { kolibri } = await services.campus.address();
    const wire = await openWire(kolibri.baseUrl);
    const id = 'cut-roster';
    const { username, password } = kolibri;
    const connection = { platform: 'kolibri', id, name: 'Far School', baseUrl: wire.baseUrl } as const;
    await services.connections.put(connection, { platform: 'kolibri', username, password });
    try {
      const client = await services.clients.client(id);
      const never = new AbortController().signal;
      const places: Place[] = [];
      for await (const page of client.children(undefined, { archived: false }, never)) places.push(...page);
      const place = places.find(({ kind }) => kind === 'facility');
      assert.ok(place?.kind === 'facility');
      const facility = { connectionId: id, id: place.id, name: place.name };
      const snapshots = new Snapshots(services.clients);
      const taken = await snapshots.take(facility, never);
      const known = taken.users.find(({ isDeleted }) => !isDeleted)!;
      const path = join(folder, 'far.csv');
      await (await memory()).set(vscode.Uri.file(path), { facility });
      const document = await open(`${HEADER}\n,${known.username},pw,Somebody,LEARNER,,,,,\n`, 'far.csv');
      await found(document, 'username-taken');
      const dated = (): string => vscode.languages.getDiagnostics(document.uri)[0]?.message ?? '';
      assert.match(dated(), /take another name\. \(.+ as of .*\d+:\d\d.*\)$/);
      const titles = (await actionsAt(document, known.username)).map(({ title }) => title);
      assert.ok(titles.includes('Read the users and classes again'), titles.join());

      wire.cut();
      const before = dated();
      await answering(
        () => undefined,
        async (asked) => {
          await vscode.commands.executeCommand(COMMANDS.refreshRosterFacility);
          assert.match(asked[0]?.text ?? '', /^The users and classes cannot be read\./);
        },
      );
      await found(document, 'username-taken');
      assert.equal(dated(), before);

      await assert.rejects(snapshots.take(facility, never));
      const status = (): StatusText | undefined => {
        const failed = snapshots.failureOf(facility);
        return rosterStatus(
          { table: { kind: 'users' }, live: { report: { findings: [], counts: NONE, total: 0, rows: 1 } } },
          { isOn: true, isReading: false, facility: 'Far', snapshot: taken, ...(failed && { failed }) },
        );
      };
      assert.match(status()?.text ?? '', /no problems · \$\(warning\) server read just now$/);
      const tooltip = status()?.tooltip.value ?? '';
      assert.match(
        tooltip,
        /of Far could not be read again just now: .+ is compared with those of .*\d+:\d\d/,
      );
      assert.ok(tooltip.includes(`[Read Again](command:${COMMANDS.refreshRosterFacility})`));
      assert.equal(snapshots.of(facility), taken);

      wire.mend();
      await snapshots.take(facility, never);
      assert.match(status()?.text ?? '', /no problems · server read just now$/);
    } finally {
      await services.clients.forget(id);
      await services.connections.remove(id);
      await wire.close();
    }
  });

  it('bears 500 random and broken files without a fault, whatever is asked of them', async function () {
    this.timeout(240_000);
    const faults: unknown[] = [];
    const note = (error: unknown): void => void faults.push(error);
    const random = randomNumbers(20_260_101);
    const errors = new HostErrors();
    await errors.next();
    process.on('uncaughtException', note);
    process.on('unhandledRejection', note);
    let opened = 0;
    try {
      const contents = Array.from(randomFiles(500, random));
      for (let at = 0; at < contents.length; at += BATCH) {
        const opening = contents.slice(at, at + BATCH).map(async (content, index) => {
          const path = join(folder, `random-${String(at + index)}.csv`);
          await writeFile(path, content);
          // The editor itself refuses some as binary.
          return vscode.workspace.openTextDocument(path).then(
            (document) => document,
            () => undefined,
          );
        });
        const documents = (await Promise.all(opening)).filter((one) => one !== undefined);
        opened += documents.length;
        await Promise.all(
          documents.map(async (document) => {
            await askEverything(document, random);
            // Saving is slow.
            if (random(3) > 0) return;
            await editAnywhere(document, random);
            await askEverything(document, random);
          }),
        );
        const [last] = documents.slice(-1);
        if (last !== undefined) {
          await vscode.window.showTextDocument(last);
          for (const command of ['undo', 'undo', 'redo']) await vscode.commands.executeCommand(command);
          await last.save();
        }
      }
      // Once one more has been checked, those before it have been begun at least; a fault does not wait.
      await found(await open(GOOD.replace('ada', 'a b')), 'username-characters');
    } finally {
      process.off('uncaughtException', note);
      process.off('unhandledRejection', note);
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(await errors.next(), []);
    assert.ok(opened > 250, `the editor opened only ${String(opened)}`);
  });

  async function memory(): Promise<import('../../src/features/roster/table/rosterMemory.ts').RosterMemory> {
    const { RosterMemory } = await import('../../src/features/roster/table/rosterMemory.ts');
    return new RosterMemory((await lectern()).services.memory);
  }
});
