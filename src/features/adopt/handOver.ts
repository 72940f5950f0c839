import * as vscode from 'vscode';
import { placeName } from '../../core/exports/exportLabel.ts';
import { exportTitle } from '../exports/exportTitle.ts';
import type { Services } from '../services.ts';
import { adoptFiles } from './adoptFiles.ts';
import { chooseFiles } from './chooseFiles.ts';
import type { HandOver } from './handOverRequest.ts';
import { handOverText } from './handOverText.ts';
import { watchDownloads } from './watchDownloads.ts';

/** Opens the course's page in the browser, says what to click, and waits for the file in the way that the user chooses. */
export async function handOver(services: Services, wanted: HandOver): Promise<void> {
  const { connection, request } = wanted;
  const client = await services.clients.client(connection.id);
  const page = client.exportPage?.(request.course);
  // What the browser does with it is not waited for: the question stands beside it.
  if (page !== undefined) void vscode.env.openExternal(vscode.Uri.parse(page, true));
  const choose = vscode.l10n.t('Choose File…');
  const watch = vscode.l10n.t('Watch Downloads');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} of {1}: {2} Then hand the file over.',
      exportTitle(request.kind),
      placeName(request),
      handOverText(request.kind),
    ),
    choose,
    watch,
  );
  if (chosen === choose) {
    const paths = await chooseFiles(services, exportTitle(request.kind), false);
    await adoptFiles(services, paths, wanted);
  }
  if (chosen === watch) await watchDownloads(services, wanted);
}
