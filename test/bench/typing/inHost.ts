import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { until } from '../../until.ts';
import { type Block, EventLoopWatch } from './eventLoopWatch.ts';

/** Where the figures go, and which file is typed in. */
const OUT = process.env['LECTERN_BENCH_OUT'] ?? '';
const FILE = process.env['LECTERN_BENCH_FILE'] ?? '';
/** Of a file that Lectern does not look at, to know what VS Code itself takes. */
const IS_CONTROL = FILE.endsWith('.txt');
const BURSTS = 40;
const LETTERS = 8;
/** Longer than the rest after which findings are collected. */
const REST_MS = 600;
const PATIENCE_MS = 120_000;
const PIECES = ['x', '7', ',', '"', ' ', 'é', 'A'];

/** What was done while the event loop was watched, and each time it was held up. */
export type Watched = { readonly what: string; readonly blocks: readonly Block[] };

/** Called by VS Code's extension host: types into a long users file, and writes down when the host was held up. */
export async function run(): Promise<void> {
  const watch = new EventLoopWatch();
  const watched: Watched[] = [];
  const during = async (what: string, work: () => Promise<void>): Promise<void> => {
    watch.start();
    await work();
    watched.push({ what, blocks: watch.blocks() });
  };
  let document: vscode.TextDocument | undefined;
  await during('open', async () => {
    document = await vscode.workspace.openTextDocument(FILE);
    await vscode.window.showTextDocument(document);
    await lensesOf(document);
    await pause(REST_MS);
  });
  if (document === undefined) throw new Error('The file is not open.');
  const opened = document;
  await during('idle', () => pause(2 * REST_MS));
  let seed = 20_261_122;
  const below = (limit: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
  await during('type in the middle', async () => {
    await typeAt(opened, new vscode.Position(Math.floor(opened.lineCount / 2), 45), 'typed in the middle');
  });
  await during('type anywhere', async () => {
    for (let burst = 0; burst < BURSTS; burst++) {
      const line = 1 + below(opened.lineCount - 2);
      const letters = Array.from({ length: LETTERS }, () => PIECES[below(PIECES.length)] ?? 'x').join('');
      await typeAt(opened, new vscode.Position(line, below(opened.lineAt(line).text.length)), letters);
    }
  });
  await during('type a line', () =>
    typeAt(opened, new vscode.Position(1000, 0), ',new,pw,New,LEARNER,,,,,\n'),
  );
  await during('type into the header', () => typeAt(opened, new vscode.Position(0, 2), 'xyz'));
  await during('undo', async () => {
    for (let n = 0; n < 10; n++) {
      await vscode.commands.executeCommand('undo');
      await pause(50);
    }
    await pause(2 * REST_MS);
  });
  watch.stop();
  writeFileSync(OUT, JSON.stringify(watched));
}

/** Types as a person does, a letter at a time, and waits until the file has been looked at again. */
async function typeAt(document: vscode.TextDocument, at: vscode.Position, letters: string): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(editor.selection);
  for (const text of letters) {
    await vscode.commands.executeCommand('type', { text });
    await pause(30);
  }
  await pause(REST_MS);
  await lensesOf(document);
}

/** The line above the header is there once the whole file has been looked at. */
async function lensesOf(document: vscode.TextDocument): Promise<void> {
  if (IS_CONTROL) return;
  await until(
    'the line above the header',
    async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return lenses.length > 0 || undefined;
    },
    PATIENCE_MS,
  );
}
