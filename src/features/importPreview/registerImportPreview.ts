import * as vscode from 'vscode';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS, WEBVIEWS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { RosterFeature } from '../roster/registerRoster.ts';
import type { Services } from '../services.ts';

/** The import preview. Nothing but a command and whoever restores a tab until one is opened. */
export function registerImportPreview(services: Services, roster: RosterFeature): vscode.Disposable {
  let made: Promise<import('./importPreviews.ts').ImportPreviews> | undefined;
  const previews = (): NonNullable<typeof made> =>
    (made ??= Promise.all([import('./importPreviews.ts'), roster.editor()]).then(
      ([{ ImportPreviews }, editor]) => new ImportPreviews(services, editor),
    ));
  return vscode.Disposable.from(
    vscode.commands.registerCommand(
      COMMANDS.previewImport,
      async (from?: vscode.Uri | CourseNode | string) => {
        try {
          await (await previews()).preview(from);
        } catch (error) {
          await showFailure(services.log, vscode.l10n.t('The import cannot be previewed.'), error);
        }
      },
    ),
    vscode.window.registerWebviewPanelSerializer(WEBVIEWS.importPreview, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        (await previews()).restoreKept(panel, state);
      },
    }),
    new vscode.Disposable(() => {
      void made?.then(
        (loaded) => loaded.dispose(),
        () => undefined,
      );
    }),
  );
}
