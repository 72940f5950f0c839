import * as vscode from 'vscode';
import { canDecode } from '../../core/roster/encoding/decodeBytes.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { COMMANDS } from '../../manifest.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import { chooseFacility } from '../exports/choosePlace.ts';
import type { Services } from '../services.ts';
import { fixAllSafe } from '../../core/roster/fixes/fixMany.ts';
import { isInUtf8 } from '../../core/roster/encoding/isInUtf8.ts';
import { findingAfter } from '../../core/roster/findings/findingsAround.ts';
import { isMarked } from './table/isMarked.ts';
import { mendInSlices } from './mend/mendInSlices.ts';
import type { OpenTable } from './table/openTable.ts';
import { rangeOf } from './shown/positions.ts';
import type { RosterEditor } from './rosterEditor.ts';
import type { RosterFacility } from './table/rosterMemory.ts';

/** Makes the document of the active editor a users file by hand, or none. */
export async function setKind(editor: RosterEditor, isRoster: boolean): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) await sayNoFile();
  else await editor.setKind(document, isRoster);
}

/** Mends all that is safe to mend in the active users file, as one step. */
export async function fixAll(editor: RosterEditor): Promise<void> {
  const open = await activeRoster(editor);
  const roster = open?.live?.roster;
  if (open === undefined || roster === undefined) return;
  if (!isInUtf8(open.context)) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('The file is not in UTF-8. Convert it first: to save what is shown would lose letters.'),
    );
    return;
  }
  const edit = await mendInSlices(open.document, roster, fixAllSafe, {
    put: (made) => vscode.workspace.applyEdit(made),
  });
  if (edit?.size === 0)
    await vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to mend that is safe to mend.'),
    );
}

/** Goes to the next finding: as F8 does, and where not all are shown through all of them, in the order of the file. */
export async function nextProblem(editor: RosterEditor): Promise<void> {
  const open = await activeRoster(editor);
  const roster = open?.live?.roster;
  const textEditor = vscode.window.activeTextEditor;
  if (open === undefined || textEditor === undefined) return;
  if (roster === undefined || open.shown?.isPartial !== true) {
    await vscode.commands.executeCommand('editor.action.marker.next');
    return;
  }
  const at = open.document.offsetAt(textEditor.selection.active);
  const next = findingAfter(roster, at, isMarked);
  if (next === undefined) return;
  const range = rangeOf(open.document, next.start, next.end);
  textEditor.selection = new vscode.Selection(range.start, range.start);
  textEditor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  editor.showInSight();
  await vscode.commands.executeCommand('editor.action.showHover');
}

/** Asks for the facility that the active users file is meant for, and reads its users and classes. */
export async function chooseRosterFacility(services: Services, editor: RosterEditor): Promise<void> {
  const open = await activeRoster(editor);
  if (open === undefined) return;
  await chooseFacilityOf(services, editor, open.document.uri);
}

/** Asks for the facility that a users file is meant for, and reads its users and classes. False if none was chosen. */
export async function chooseFacilityOf(
  services: Services,
  editor: RosterEditor,
  file: vscode.Uri,
): Promise<boolean> {
  const title = vscode.l10n.t('Choose Facility for This Roster');
  const connection = await pickConnection(services, title, 'kolibri');
  if (connection === undefined) return false;
  const place = await chooseFacility(services, connection, title);
  if (place === undefined) return false;
  const facility = { connectionId: connection.id, id: place.id, name: place.name };
  await editor.memory.set(file, { facility });
  await take(editor, facility);
  return true;
}

/** Reads the users and classes of the chosen facility anew; asks for one if none is chosen. */
export async function refreshRosterFacility(services: Services, editor: RosterEditor): Promise<void> {
  const open = await activeRoster(editor);
  if (open === undefined) return;
  const { facility } = editor.memory.of(open.document.uri);
  if (facility === undefined) await chooseRosterFacility(services, editor);
  else await take(editor, facility);
}

async function take({ snapshots }: RosterEditor, facility: RosterFacility): Promise<void> {
  const title = vscode.l10n.t('Reading the users and classes of {0}', facility.name);
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_, token) => snapshots.take(facility, abortSignal(token)),
  );
}

type Choice = vscode.QuickPickItem & { readonly command: string; readonly isShown: boolean };

/** What can be done with the active table: behind the status item and the line above the header. */
export async function showRosterActions({ active, memory }: RosterEditor): Promise<void> {
  const isRoster = active?.table?.kind === 'users';
  const choice = (icon: string, label: string, command: string, isShown = isRoster): Choice => ({
    label: `$(${icon}) ${label}`,
    command,
    isShown,
  });
  const { l10n } = vscode;
  const encoding = active?.context.encoding;
  const canMend = isRoster && (await active.live?.hasSafeFix()) === true;
  const choices = [
    choice(
      'arrow-down',
      l10n.t('Next Problem'),
      COMMANDS.nextProblem,
      isRoster && (active.live?.report === undefined || active.live.report.findings.some(isMarked)),
    ),
    choice('open-preview', l10n.t('Preview Import'), COMMANDS.previewImport),
    choice('wand', l10n.t('Fix All Safe Problems'), COMMANDS.fixAllSafe, canMend),
    choice('list-flat', l10n.t('Format Document'), 'editor.action.formatDocument'),
    choice('server', l10n.t('Choose Facility for This Roster…'), COMMANDS.chooseRosterFacility),
    choice(
      'refresh',
      l10n.t('Read Users and Classes Again'),
      COMMANDS.refreshRosterFacility,
      isRoster && memory.of(active.document.uri).facility !== undefined,
    ),
    choice(
      'file-code',
      l10n.t('Convert to UTF-8…'),
      COMMANDS.convertToUtf8,
      isRoster && encoding !== undefined && canDecode(encoding.name) && !isInUtf8({ encoding }),
    ),
    choice('circle-slash', l10n.t('Not a Users CSV'), COMMANDS.notUsersCsv),
    choice('organization', l10n.t('Use as Users CSV'), COMMANDS.useAsUsersCsv, !isRoster),
  ].filter(({ isShown }) => isShown);
  const chosen = await vscode.window.showQuickPick(choices, { title: l10n.t('Users CSV') });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}

async function activeRoster({ active }: RosterEditor): Promise<OpenTable | undefined> {
  if (active?.table?.kind === 'users') return active;
  await sayNoFile();
  return undefined;
}

async function sayNoFile(): Promise<void> {
  await vscode.window.showInformationMessage(
    vscode.l10n.t('Open a users CSV first. What Lectern does not recognise becomes one by Use as Users CSV.'),
  );
}
