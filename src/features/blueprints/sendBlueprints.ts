import { basename } from 'node:path';
import * as vscode from 'vscode';
import { writeForUpload } from '../../core/adopt/writeForUpload.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { counted } from '../../host/counted.ts';
import { revealFile } from '../../host/revealFile.ts';
import { readSettings } from '../../host/settings.ts';
import { openExportPage } from '../adopt/openExportPage.ts';
import type { Services } from '../services.ts';
import type { ImportTarget } from './importTarget.ts';

/**
 * Sends checked blueprints to a course: to the server where it has an endpoint for them; else the file is saved, the course's page opens in
 * the browser, and one sentence says what to click there.
 */
export async function sendBlueprints(
  services: Services,
  target: ImportTarget,
  bytes: Uint8Array,
  count: number,
): Promise<void> {
  const { connection, course } = target;
  const { blueprints } = await services.clients.client(connection.id);
  if (!blueprints) return handOverImport(services, target, bytes);
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Importing {0} into {1}', counted(count, 'blueprint'), course.name),
      cancellable: true,
    },
    (_progress, token) => blueprints.add(course, bytes, abortSignal(token)),
  );
  void vscode.window.showInformationMessage(
    count === 1
      ? vscode.l10n.t('1 blueprint is imported into {0}.', course.name)
      : vscode.l10n.t('{0} blueprints are imported into {1}.', count, course.name),
  );
}

/** Codio imports blueprints on its own Export page only (Codio protocol, section 7). */
async function handOverImport(
  services: Services,
  { connection, course }: ImportTarget,
  bytes: Uint8Array,
): Promise<void> {
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
  const copyPath = vscode.l10n.t('Copy File Path');
  const reveal = vscode.l10n.t('Reveal');
  const copyPage = vscode.l10n.t('Copy Page Address');
  const roundabout = page !== undefined && vscode.env.uiKind === vscode.UIKind.Web;
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t(
        'In the browser, open Export of {0}, scroll to Course Blueprint Transfer, click Import, choose File as the source and then “{1}”.',
        course.name,
        basename(path),
      ),
      copyPath,
      reveal,
      ...(roundabout ? [copyPage] : []),
    )
    .then(async (chosen) => {
      if (chosen === copyPath) await vscode.env.clipboard.writeText(path);
      if (chosen === reveal) await revealFile(path);
      if (chosen === copyPage && page !== undefined) await vscode.env.clipboard.writeText(page);
    });
}
