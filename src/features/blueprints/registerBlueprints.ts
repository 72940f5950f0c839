import * as vscode from 'vscode';
import { oneAtATime, type OneAtATime } from '../../host/oneAtATime.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import { BlueprintDocuments } from './blueprintDocuments.ts';
import type { Given } from './importBlueprints.ts';
import type { DroppedFile } from './loadFile.ts';
import { oneFileText } from './oneFileText.ts';

/** Importing blueprints, and what the editor shows of their files. Everything behind it is loaded on first use. */
export function registerBlueprints(services: Services): vscode.Disposable {
  const documents = new BlueprintDocuments();
  const one = oneAtATime(() => {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Blueprints are being imported already. Finish or cancel that first.'),
    );
  });
  const aside: OneAtATime = async (work) => {
    try {
      await work();
    } catch (error) {
      await showFailure(services.log, vscode.l10n.t('The blueprints are not imported.'), error);
    }
    return true;
  };
  // What is said about a failure does not keep the next import waiting.
  const goOn: OneAtATime = async (work) => {
    let begun = true;
    await aside(async () => {
      begun = await one(work);
    });
    return begun;
  };
  // What was typed for an import that was given up is there for the next one.
  const drafts = new Map<string, string>();
  return vscode.Disposable.from(
    documents,
    vscode.commands.registerCommand(
      COMMANDS.importBlueprints,
      async (given?: CourseNode | vscode.Uri, more?: unknown) => {
        if (Array.isArray(more) && more.length > 1) {
          void vscode.window.showErrorMessage(oneFileText());
          return;
        }
        await goOn(async () => {
          const { importBlueprints } = await import('./importBlueprints.ts');
          await importBlueprints(services, documents, { goOn, aside, drafts }, readGiven(given, more));
        });
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

/** The explorer gives the file that was clicked, and all that are marked; a drop gives the row and the file. */
function readGiven(given: CourseNode | vscode.Uri | undefined, more: unknown): Given {
  if (given instanceof vscode.Uri) return { file: given };
  return { node: given, file: more instanceof vscode.Uri || isDropped(more) ? more : undefined };
}

function isDropped(given: unknown): given is DroppedFile {
  return typeof given === 'object' && given !== null && 'name' in given && 'data' in given;
}
