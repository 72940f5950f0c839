import { access } from 'node:fs/promises';
import * as vscode from 'vscode';
import { ReportPages } from '../../host/reportPages.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import { importLedger } from './facilityImport.ts';

/** Undoing imports, and resuming those that were interrupted: offered once the editor is up. */
export function registerImport(services: Services): vscode.Disposable {
  const { log } = services;
  const pages = new ReportPages('lectern-undo');
  setImmediate(() => {
    offerInterrupted(services).catch((error: unknown) =>
      log.warn(`interrupted imports cannot be read: ${String(error)}`),
    );
  });
  return vscode.Disposable.from(
    pages,
    vscode.commands.registerCommand(COMMANDS.undoLastImport, async (node?: CourseNode) => {
      try {
        const { undoLastImport } = await import('./undoLastImport.ts');
        await undoLastImport(services, pages, node);
      } catch (error) {
        await showFailure(log, vscode.l10n.t('The import was not undone.'), error, () =>
          vscode.commands.executeCommand(COMMANDS.signIn, node),
        );
      }
    }),
    vscode.commands.registerCommand(COMMANDS.resumeImport, async () => {
      try {
        const { resumeChosen } = await import('./resumeImport.ts');
        await resumeChosen(services);
      } catch (error) {
        await showFailure(log, vscode.l10n.t('The import was not resumed.'), error);
      }
    }),
  );
}

/** Most people have never imported anything: then nothing is loaded for it. */
async function offerInterrupted(services: Services): Promise<void> {
  const hasLedger = await access(importLedger(services)).then(
    () => true,
    () => false,
  );
  if (!hasLedger) return;
  const { interruptedRuns, offerResume } = await import('./resumeImport.ts');
  for (const record of await interruptedRuns(services)) await offerResume(services, record);
}
