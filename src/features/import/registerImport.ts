import { access } from 'node:fs/promises';
import * as vscode from 'vscode';
import { ReportPages } from '../../host/reportPages.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { RosterFacility } from '../roster/table/rosterMemory.ts';
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
    vscode.commands.registerCommand(
      COMMANDS.undoLastImport,
      async (given?: CourseNode | RosterFacility): Promise<boolean> => {
        try {
          const { undoLastImport } = await import('./undoLastImport.ts');
          return await undoLastImport(services, pages, facilityOf(given));
        } catch (error) {
          const node = given !== undefined && 'type' in given ? given : undefined;
          await showFailure(log, vscode.l10n.t('The import was not undone.'), error, () =>
            vscode.commands.executeCommand(COMMANDS.signIn, node),
          );
          return false;
        }
      },
    ),
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

/** A row of the tree gives the facility that it shows; a preview gives its own. */
function facilityOf(given: CourseNode | RosterFacility | undefined): RosterFacility | undefined {
  if (given === undefined || !('type' in given)) return given;
  if (given.type !== 'place' || given.place.kind !== 'facility') return undefined;
  const { id, name } = given.place;
  return { connectionId: given.connection.id, id, name };
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
