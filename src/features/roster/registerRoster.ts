import * as vscode from 'vscode';
import { lazyCommands } from '../../host/lazyCommands.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { touchesHead } from './table/headOf.ts';
import { isTable, isTableName, mayBeUsersFile } from './table/isTable.ts';
import type { RosterEditor } from './rosterEditor.ts';
import { RosterMemory } from './table/rosterMemory.ts';

/** What other features have of users files in the editor: loaded when it is first asked for. */
export type RosterFeature = {
  readonly editor: () => Promise<RosterEditor>;
  readonly disposable: vscode.Disposable;
};

const COMMANDS_OF_FILES = [
  COMMANDS.newUsersCsv,
  COMMANDS.useAsUsersCsv,
  COMMANDS.notUsersCsv,
  COMMANDS.nextProblem,
  COMMANDS.fixAllSafe,
  COMMANDS.rosterActions,
  COMMANDS.chooseRosterFacility,
  COMMANDS.refreshRosterFacility,
  COMMANDS.convertToUtf8,
];

/** Users files in the editor. Nothing but listeners until a table is opened. */
export function registerRoster(services: Services): RosterFeature {
  const { log } = services;
  const memory = new RosterMemory(services.memory);
  let made: Promise<RosterEditor> | undefined;
  let isGone = false;
  const editor = (): Promise<RosterEditor> =>
    (made ??= import('./rosterEditor.ts').then(({ RosterEditor: Editor }) => {
      const fresh = new Editor(services);
      if (isGone) fresh.dispose();
      for (const document of vscode.workspace.textDocuments) fresh.open(document);
      return fresh;
    }));
  const withEditor = (use: (editor: RosterEditor) => void): void => {
    editor().then(use, (error: unknown) => log.error(`users files cannot be checked: ${String(error)}`));
  };
  const open = (document: vscode.TextDocument): void => {
    if (isTable(document) || mayBeUsersFile(document) || memory.of(document.uri).isRoster === true)
      withEditor((loaded) => loaded.open(document));
  };
  const showTab = (): void => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const isTab = input instanceof vscode.TabInputText && isTableName(input.uri);
    if (isTab || made !== undefined) withEditor((loaded) => loaded.showTab());
  };
  setImmediate(() => {
    for (const document of vscode.workspace.textDocuments) open(document);
    showTab();
  });
  const disposable = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidChangeTextDocument((event) => {
      // What was pasted into an empty editor.
      if (touchesHead(event) && mayBeUsersFile(event.document))
        withEditor((loaded) => loaded.open(event.document));
    }),
    vscode.window.tabGroups.onDidChangeTabs(showTab),
    lazyCommands(COMMANDS_OF_FILES, async () =>
      (await import('./usersCsvCommands.ts')).usersCsvCommands(services, editor),
    ),
    new vscode.Disposable(() => {
      isGone = true;
      void made?.then(
        (loaded) => loaded.dispose(),
        () => undefined,
      );
    }),
  );
  return { editor, disposable };
}
