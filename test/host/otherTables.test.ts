import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until } from '../until.ts';
import { lectern } from './lectern.ts';

const HEADER =
  'UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO';
const WRONG_TYPE = `${HEADER}\r\n,ada,secret,Ada Lovelace,studnet,,,,Class A,\r\n`;
const ACCESS_DATA = 'username,role,project path,access type\r\nada,student,/a,view\r\n';

/** test/fixtures/table-extension does with files of this name what extensions for CSV files do. */
describe('a table that another extension looks after, too', () => {
  let folder: string;

  const open = async (name: string, text: string): Promise<vscode.TextDocument> => {
    const path = join(folder, `${name}.other.csv`);
    await writeFile(path, text);
    const document = await vscode.workspace.openTextDocument(path);
    await vscode.window.showTextDocument(document);
    return document;
  };
  const sources = (document: vscode.TextDocument): readonly (string | undefined)[] =>
    vscode.languages.getDiagnostics(document.uri).map(({ source }) => source);
  /** Once both extensions have said what they find. */
  const foundByBoth = (document: vscode.TextDocument): Promise<true> =>
    until('problems of both', () => {
      const all = sources(document);
      return (all.includes('lectern') && all.includes('tables')) || undefined;
    });
  const hoversAt = async (document: vscode.TextDocument, text: string): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<{ contents: { value: string }[] }[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf(text)),
    );
    return hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join('\n');
  };
  const formatsOf = (document: vscode.TextDocument): Promise<vscode.TextEdit[] | undefined> =>
    Promise.resolve(
      vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        document.uri,
        { insertSpaces: true, tabSize: 2 },
      ),
    );

  before(async () => {
    await lectern();
    folder = await mkdtemp(join(tmpdir(), 'lectern-tables-'));
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(() => rm(folder, { recursive: true, force: true }));

  it('keeps its language and what is said of it, and has Lectern’s findings and hovers beside them', async () => {
    const document = await open('users', WRONG_TYPE);
    await foundByBoth(document);
    assert.equal(document.languageId, 'csv');
    assert.equal(document.getText(), WRONG_TYPE);
    const hovers = await hoversAt(document, 'studnet');
    assert.match(hovers, /A cell\./);
    assert.match(hovers, /USER_TYPE/);
    const completions = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('studnet')),
    );
    const labels = completions.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('a cell') && labels.includes('LEARNER'), labels.join());
  });

  it('is looked at anew when it gets another language', async () => {
    const document = await open('semicolons', WRONG_TYPE.replaceAll(',', ';'));
    const changed = await until('the other language', () =>
      vscode.workspace.textDocuments.find(
        ({ uri, languageId }) =>
          uri.toString() === document.uri.toString() && languageId === 'csv (semicolon)',
      ),
    );
    await foundByBoth(changed);
    assert.deepEqual(
      vscode.languages
        .getDiagnostics(changed.uri)
        .filter(({ source }) => source === 'lectern')
        .map(({ code }) => (typeof code === 'object' ? code.value : code)),
      ['wrong-delimiter'],
    );
    assert.match(await hoversAt(changed, 'USERNAME'), /A cell\./);
  });

  it('is formatted by the other extension alone if it holds no users', async () => {
    const document = await open('access', ACCESS_DATA);
    await until('the hover of a column that Lectern knows', async () =>
      (await hoversAt(document, 'access type')) !== 'A cell.' ? true : undefined,
    );
    const edits = await formatsOf(document);
    assert.deepEqual(
      edits?.map(({ newText }) => newText),
      ['aligned '],
    );
    assert.ok(!sources(document).includes('lectern'));
  });
});
