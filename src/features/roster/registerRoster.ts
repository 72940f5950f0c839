import * as vscode from 'vscode';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS, type CommandId } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { touchesHead } from './headOf.ts';
import { isTable, isTableName, mayBeUsersFile } from './isTable.ts';
import type { RosterEditor } from './rosterEditor.ts';
import { RosterMemory } from './rosterMemory.ts';

/** What other features have of users files in the editor: loaded when it is first asked for. */
export type RosterFeature = {
  readonly editor: () => Promise<RosterEditor>;
  readonly disposable: vscode.Disposable;
};

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
  const command = (id: CommandId, what: string, run: () => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async () => {
      try {
        await run();
      } catch (error) {
        await showFailure(log, what, error);
      }
    });
  const rosterCommand = (
    id: CommandId,
    what: string,
    run: (commands: typeof import('./rosterCommands.ts'), editor: RosterEditor) => Promise<void>,
  ): vscode.Disposable =>
    command(id, what, async () => run(await import('./rosterCommands.ts'), await editor()));
  const notDone = vscode.l10n.t('That did not work.');
  const notRead = vscode.l10n.t('The users and classes cannot be read.');

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
    command(COMMANDS.newUsersCsv, vscode.l10n.t('The file cannot be made.'), async () => {
      const { newUsersCsv } = await import('./newUsersCsv.ts');
      await newUsersCsv(services);
    }),
    rosterCommand(COMMANDS.useAsUsersCsv, notDone, (commands, loaded) => commands.setKind(loaded, true)),
    rosterCommand(COMMANDS.notUsersCsv, notDone, (commands, loaded) => commands.setKind(loaded, false)),
    rosterCommand(COMMANDS.fixAllSafe, notDone, (commands, loaded) => commands.fixAll(loaded)),
    rosterCommand(COMMANDS.rosterActions, notDone, (commands, loaded) => commands.showRosterActions(loaded)),
    rosterCommand(COMMANDS.chooseRosterFacility, notRead, (commands, loaded) =>
      commands.chooseRosterFacility(services, loaded),
    ),
    rosterCommand(COMMANDS.refreshRosterFacility, notRead, (commands, loaded) =>
      commands.refreshRosterFacility(services, loaded),
    ),
    command(COMMANDS.convertToUtf8, vscode.l10n.t('The file cannot be converted.'), async () => {
      const { convertToUtf8 } = await import('./convertToUtf8.ts');
      await convertToUtf8(vscode.window.activeTextEditor?.document);
    }),
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
