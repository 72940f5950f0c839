import * as vscode from 'vscode';
import { COMMANDS } from '../../src/manifest.ts';
import {
  type Action,
  type Answer,
  type Bar,
  type HostMessage,
  type Item,
  parseHostMessage,
  type State,
  type ViewMessage,
} from '../../webview-ui/import-preview/protocol.ts';
import { until } from '../until.ts';

/** An import preview whose webview is this test: what it is told, and what it asks for. */
export type ShownPreview = {
  /** What it was told last; undefined before that. */
  state(): State | undefined;
  plan(): Extract<State, { kind: 'plan' }> | undefined;
  bars(): readonly Bar[];
  /** Once there is a bar that says so. */
  bar(text: RegExp): Promise<Bar>;
  /** All that it was told, the oldest first. */
  readonly told: readonly HostMessage[];
  press(action: Action): void;
  removes(on: boolean): void;
  /** The rows of the whole file, as far as one window goes. */
  rows(): Promise<readonly Extract<Item, { kind: 'row' }>[]>;
  close(): void;
};

/** Opens the preview of a file whose facility is known, and waits for its first plan or notice. */
export async function showPreview(uri: vscode.Uri): Promise<ShownPreview> {
  const sent = new vscode.EventEmitter<unknown>();
  const gone = new vscode.EventEmitter<void>();
  const told: HostMessage[] = [];
  const answers = new Map<number, Answer>();
  let asked = 0;
  const panel: vscode.WebviewPanel = {
    viewType: 'test',
    title: '',
    options: {},
    viewColumn: vscode.ViewColumn.One,
    active: true,
    visible: true,
    onDidChangeViewState: new vscode.EventEmitter<vscode.WebviewPanelOnDidChangeViewStateEvent>().event,
    onDidDispose: gone.event,
    reveal: () => undefined,
    dispose: () => gone.fire(),
    webview: {
      options: {},
      html: '',
      cspSource: 'test',
      asWebviewUri: (local) => local,
      onDidReceiveMessage: sent.event,
      postMessage: (value: unknown) => {
        const message = parseHostMessage(value);
        if (message === undefined) throw new Error(`This is no message: ${JSON.stringify(value)}`);
        told.push(message);
        if (message.type === 'answer') answers.set(message.id, message.answer);
        return Promise.resolve(true);
      },
    },
  };
  const { createWebviewPanel } = vscode.window;
  Object.assign(vscode.window, { createWebviewPanel: () => panel });
  try {
    await vscode.commands.executeCommand(COMMANDS.previewImport, uri);
  } finally {
    Object.assign(vscode.window, { createWebviewPanel });
  }
  const send = (message: ViewMessage): void => sent.fire(message);
  const state = (): State | undefined => {
    const last = told.findLast(({ type }) => type === 'state');
    return last?.type === 'state' ? last.state : undefined;
  };
  const plan = (): Extract<State, { kind: 'plan' }> | undefined => {
    const now = state();
    return now?.kind === 'plan' ? now : undefined;
  };
  const bars = (): readonly Bar[] => plan()?.bars ?? [];
  const answerTo = (id: number): Promise<Answer> => until('an answer', () => answers.get(id));
  send({ type: 'ready' });
  await until('the preview', () => (state()?.kind === 'loading' ? undefined : state()));
  return {
    state,
    plan,
    bars,
    bar: async (text) => {
      try {
        return await until(String(text), () => bars().find((bar) => text.test(bar.text)));
      } catch (error) {
        throw new Error(JSON.stringify(plan()?.bars ?? state()), { cause: error });
      }
    },
    told,
    press: (action) => send({ type: 'do', action }),
    removes: (on) => send({ type: 'removes', on }),
    rows: async () => {
      const find = ++asked;
      send({ type: 'find', id: find, query: { list: 'rows', text: '' } });
      if ((await answerTo(find)).kind !== 'found') return [];
      const id = ++asked;
      send({ type: 'window', id, find, first: 0, count: 500 });
      const answer = await answerTo(id);
      return answer.kind === 'window' ? answer.items.filter((item) => item.kind === 'row') : [];
    },
    close: () => gone.fire(),
  };
}
