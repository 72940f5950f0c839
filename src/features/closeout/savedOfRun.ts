import * as vscode from 'vscode';
import { COMMANDS } from '../../manifest.ts';
import type { Saved } from '../exports/openExport.ts';
import type { Services } from '../services.ts';
import type { RunNode } from './runNode.ts';

/** The saved file of an export's row in a close-out; undefined for other rows and as long as there is none. */
export async function savedOfRun({ closeOuts }: Services, node: RunNode): Promise<Saved | undefined> {
  if (node.level !== 'export') return undefined;
  const file = await closeOuts.saved(node.jobId);
  if (!file) return undefined;
  const { runId } = node;
  // Verify finds that it is gone and puts that on record; Resume fetches what is on record as gone.
  const get = (): Thenable<unknown> =>
    vscode.commands.executeCommand(COMMANDS.verifyExports, { id: node.id, runId, level: 'run' });
  const hint = vscode.l10n.t('Verify the close-out; then Retry fetches what is missing anew.');
  return { file, anew: { label: vscode.l10n.t('Verify'), hint, get } };
}
