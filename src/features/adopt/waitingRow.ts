import { basename } from 'node:path';
import * as vscode from 'vscode';
import { placeName } from '../../core/exports/exportLabel.ts';
import { escapeMarkdown, markdown } from '../../host/markdown.ts';
import { exportTitle } from '../exports/exportTitle.ts';
import { handOverText } from './handOverText.ts';
import type { WaitingFile } from './waitingFiles.ts';

/** A row of the Exports view: a file that the browser is to make. */
export type WaitingNode = { readonly id: string; readonly waitingId: string };

export function waitingNode({ id, wanted }: WaitingFile): WaitingNode {
  return { id: `${wanted.connection.id}/waiting:${id}`, waitingId: id };
}

/** How a file that is waited for looks. */
export function waitingRow(waiting: WaitingFile): vscode.TreeItem {
  const { request } = waiting.wanted;
  const [what, place] = [exportTitle(request.kind), placeName(request)];
  const row = new vscode.TreeItem(what, vscode.TreeItemCollapsibleState.None);
  row.id = waitingNode(waiting).id;
  const { arrived, watching } = waiting;
  const stage =
    arrived !== undefined
      ? vscode.l10n.t('arrived: {0}', basename(arrived))
      : watching
        ? vscode.l10n.t('waiting for the file in Downloads')
        : vscode.l10n.t('waiting for the file');
  row.description = `${stage} · ${place}`;
  row.iconPath = new vscode.ThemeIcon(arrived === undefined ? 'clock' : 'inbox');
  row.contextValue = ['waitingFile', arrived !== undefined ? 'arrivedFile' : watching ? '' : 'unwatchedFile']
    .filter(Boolean)
    .join(' ');
  row.tooltip = markdown([
    `**${escapeMarkdown(what)}** – ${escapeMarkdown(place)}`,
    escapeMarkdown(handOverText(request.kind)),
    ...(arrived === undefined ? [] : [escapeMarkdown(arrived)]),
    vscode.l10n.t('The row stays until the file is adopted or you cancel.'),
  ]);
  return row;
}
