import * as vscode from 'vscode';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import { BlueprintDocuments } from './blueprintDocuments.ts';
import type { Given } from './importBlueprints.ts';

/** Importing blueprints, and what the editor shows of their files. Everything behind it is loaded on first use. */
export function registerBlueprints(services: Services): vscode.Disposable {
  const documents = new BlueprintDocuments();
  return vscode.Disposable.from(
    documents,
    vscode.commands.registerCommand(
      COMMANDS.importBlueprints,
      async (given?: CourseNode | vscode.Uri, more?: unknown) => {
        try {
          const { importBlueprints } = await import('./importBlueprints.ts');
          await importBlueprints(services, documents, readGiven(given, more));
        } catch (error) {
          await showFailure(services.log, vscode.l10n.t('The blueprints are not imported.'), error);
        }
      },
    ),
    vscode.languages.registerDocumentSymbolProvider(
      [{ language: 'json' }, { language: 'jsonc' }],
      {
        provideDocumentSymbols: async (document) => {
          const { blueprintSymbols } = await import('./blueprintSymbols.ts');
          return blueprintSymbols(document);
        },
      },
      { label: vscode.l10n.t('Blueprints') },
    ),
  );
}

/** The explorer gives the file that was clicked; a drop gives the row and the file. */
function readGiven(given: CourseNode | vscode.Uri | undefined, more: unknown): Given {
  if (given instanceof vscode.Uri) return { file: given };
  return { node: given, file: more instanceof vscode.Uri ? more : undefined };
}
