import { basename } from 'node:path';
import * as vscode from 'vscode';
import { writeForUpload } from '../../core/adopt/writeForUpload.ts';
import { selectBlueprints } from '../../core/blueprints/file/selectBlueprints.ts';
import { addBlueprints, type AddOutcome, type Sending } from '../../core/blueprints/send/addBlueprints.ts';
import type { CourseBlueprints } from '../../core/platform/courseBlueprints.ts';
import { FailureError } from '../../core/platform/failure.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { counted } from '../../host/counted.ts';
import { revealFile } from '../../host/revealFile.ts';
import { readSettings } from '../../host/settings.ts';
import { shownName } from '../../host/shownName.ts';
import { openExportPage } from '../adopt/openExportPage.ts';
import { offer, offerAgain, type Importing } from './importing.ts';

/** So many names are read in a notification. */
const MOST_NAMES = 5;

/**
 * Sends checked blueprints to a course: to the server where it has an endpoint for them; else the file is saved, the course's page opens in
 * the browser, and one sentence says what to click there. Whatever fails is said, and can be tried again with the same choice; what has
 * arrived is not sent twice.
 */
export async function sendBlueprints(importing: Importing, sending: Sending): Promise<void> {
  const { services, target } = importing;
  const again = (): Promise<void> => sendBlueprints(importing, sending);
  try {
    const client = await services.clients.clientIfSignedIn(target.connection.id);
    if (client?.blueprints) await sendTo(importing, client.blueprints, sending);
    else await handOverImport(importing, selectBlueprints(sending.file, sending.chosen));
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    offerAgain(importing, vscode.l10n.t('The blueprints are not imported.'), error, again);
  }
}

async function sendTo(importing: Importing, port: CourseBlueprints, sending: Sending): Promise<void> {
  const { course, chosen } = sending;
  const outcome = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Importing {0} into {1}', counted(chosen.size, 'blueprint'), course.name),
      cancellable: true,
    },
    (_progress, token) => addBlueprints(port, sending, abortSignal(token)),
  );
  const { failure } = outcome;
  const again = (): Promise<void> => sendBlueprints(importing, outcome.sending);
  const what = partSent(outcome);
  if (!failure)
    void vscode.window.showInformationMessage(
      chosen.size === 1
        ? vscode.l10n.t('1 blueprint is imported into {0}.', course.name)
        : vscode.l10n.t('{0} blueprints are imported into {1}.', chosen.size, course.name),
    );
  else if (failure.kind === 'cancelled')
    offer(importing, 'information', what, [[vscode.l10n.t('Import the Rest'), again]]);
  else offerAgain(importing, what, new FailureError(failure), again);
}

/** Which of the chosen blueprints have arrived. */
function partSent({ added, sending: { file, chosen, course } }: AddOutcome): string {
  if (added.size === 0) return vscode.l10n.t('Nothing is imported into {0}.', course.name);
  const names = file.blueprints.flatMap(({ index, name }) => {
    if (!added.has(index)) return [];
    return name === undefined ? vscode.l10n.t('Blueprint {0}', index + 1) : `“${shownName(name)}”`;
  });
  const shown = names.slice(0, MOST_NAMES);
  if (names.length > shown.length) shown.push(vscode.l10n.t('{0} more', names.length - shown.length));
  return vscode.l10n.t(
    '{0} of {1} blueprints are imported into {2}: {3}.',
    added.size,
    chosen.size,
    course.name,
    shown.join(', '),
  );
}

/** Codio imports blueprints on its own Export page only (Codio protocol, section 7). It takes no sign-in of ours. */
async function handOverImport(importing: Importing, bytes: Uint8Array): Promise<void> {
  const { services, target } = importing;
  const { connection, course } = target;
  const { exportsFolder, exportsFileName } = readSettings();
  const path = await writeForUpload({
    course,
    bytes,
    folder: exportsFolder,
    fileName: exportsFileName,
    now: new Date(),
  });
  const request = { kind: 'blueprints', course } as const;
  const page = await openExportPage(services, { connection, request });
  const name = basename(path);
  const roundabout = page !== undefined && vscode.env.uiKind === vscode.UIKind.Web;
  const copy = (text: string) => async (): Promise<void> => {
    await vscode.env.clipboard.writeText(text);
  };
  // What is to be clicked there is read here, one step after the other: it stays until the user closes it.
  offer(
    importing,
    'information',
    page === undefined
      ? vscode.l10n.t(
          'The address of the course’s page is not known. Open {0} in the browser, click Export, scroll to Course Blueprint Transfer, click Import, choose File as the source and then “{1}”.',
          course.name,
          name,
        )
      : vscode.l10n.t(
          'In the browser, open Export of {0}, scroll to Course Blueprint Transfer, click Import, choose File as the source and then “{1}”.',
          course.name,
          name,
        ),
    [
      [vscode.l10n.t('Copy File Path'), copy(path), 'stays'],
      [vscode.l10n.t('Reveal'), () => revealFile(path), 'stays'],
      ...(roundabout ? [[vscode.l10n.t('Copy Page Address'), copy(page), 'stays'] as const] : []),
    ],
  );
}
