import * as vscode from 'vscode';
import type { Command } from '../../host/lazyCommands.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS, type CommandId } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { convertToUtf8 } from './mend/convertToUtf8.ts';
import { newUsersCsv } from './newUsersCsv.ts';
import type { RosterEditor } from './rosterEditor.ts';
import {
  chooseRosterFacility,
  fixAll,
  nextProblem,
  refreshRosterFacility,
  setKind,
  showRosterActions,
} from './rosterCommands.ts';

/** What the commands for users files do. `editor` is loaded with the first that needs it. */
export function usersCsvCommands(
  services: Services,
  editor: () => Promise<RosterEditor>,
): readonly Command[] {
  const command = (id: CommandId, what: string, work: () => Promise<void>): Command => ({
    id,
    run: async () => {
      try {
        await work();
      } catch (error) {
        await showFailure(services.log, what, error);
      }
    },
  });
  const withEditor = (id: CommandId, what: string, work: (editor: RosterEditor) => Promise<void>): Command =>
    command(id, what, async () => work(await editor()));
  const notDone = vscode.l10n.t('That did not work.');
  const notRead = vscode.l10n.t('The users and classes cannot be read.');
  return [
    command(COMMANDS.newUsersCsv, vscode.l10n.t('The file cannot be made.'), () => newUsersCsv(services)),
    command(COMMANDS.convertToUtf8, vscode.l10n.t('The file cannot be converted.'), () =>
      convertToUtf8(vscode.window.activeTextEditor?.document),
    ),
    withEditor(COMMANDS.useAsUsersCsv, notDone, (loaded) => setKind(loaded, true)),
    withEditor(COMMANDS.notUsersCsv, notDone, (loaded) => setKind(loaded, false)),
    withEditor(COMMANDS.nextProblem, notDone, nextProblem),
    withEditor(COMMANDS.fixAllSafe, notDone, fixAll),
    withEditor(COMMANDS.rosterActions, notDone, showRosterActions),
    withEditor(COMMANDS.chooseRosterFacility, notRead, (loaded) => chooseRosterFacility(services, loaded)),
    withEditor(COMMANDS.refreshRosterFacility, notRead, (loaded) => refreshRosterFacility(services, loaded)),
  ];
}
