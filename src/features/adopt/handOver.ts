import * as vscode from 'vscode';
import { placeName } from '../../core/exports/exportLabel.ts';
import { exportTitle } from '../exports/exportTitle.ts';
import type { Services } from '../services.ts';
import { adoptFiles } from './adoptFiles.ts';
import { chooseFiles } from './chooseFiles.ts';
import type { HandOver } from './handOverRequest.ts';
import { handOverText } from './handOverText.ts';
import { openExportPage } from './openExportPage.ts';
import { watchDownloads } from './watchDownloads.ts';

/**
 * Opens the course's page in the browser, says what to click, and waits for the file in the way that the user chooses: here, or on
 * the row that waits in the Exports view when the question has gone.
 */
export async function handOver(services: Services, wanted: HandOver): Promise<void> {
  const { request } = wanted;
  services.waiting.add(wanted);
  const page = await openExportPage(services, wanted);
  const choose = vscode.l10n.t('Choose File…');
  const watch = vscode.l10n.t('Watch Downloads');
  const copy = vscode.l10n.t('Copy Page Address');
  // An editor in the browser opens what is on its own machine in a roundabout way, which not every server has.
  const roundabout = page !== undefined && vscode.env.uiKind === vscode.UIKind.Web;
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} of {1}: {2} Then hand the file over.',
      exportTitle(request.kind),
      placeName(request),
      handOverText(request.kind),
    ),
    choose,
    watch,
    ...(roundabout ? [copy] : []),
  );
  if (chosen === copy && page !== undefined) await vscode.env.clipboard.writeText(page);
  if (chosen === choose) await chooseHandedFile(services, wanted);
  if (chosen === watch) await watchDownloads(services, wanted);
}

/** Adopts the file that the user chooses. */
export async function chooseHandedFile(services: Services, wanted: HandOver): Promise<void> {
  const paths = await chooseFiles(services, exportTitle(wanted.request.kind), false);
  await adoptFiles(services, paths, wanted);
}
