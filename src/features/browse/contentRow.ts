import * as vscode from 'vscode';
import { fileSize } from '../../host/fileSize.ts';
import { escapeMarkdown, markdown } from '../../host/markdown.ts';
import { COMMANDS } from '../../manifest.ts';
import type { ContentNode, EntryNode, NoteNode } from './contentNode.ts';
import { entryUri } from './entryUri.ts';
import { refusalText, type RefusalText } from './refusalText.ts';
import { shownName } from '../../host/shownName.ts';

/** How something in an export looks. Its context value is a set of words, one for each thing that can be done with it. */
export function contentRow(node: ContentNode): vscode.TreeItem {
  const row = node.type === 'entry' ? entryRow(node) : noteRow(node);
  row.id = node.id;
  return row;
}

function entryRow(node: EntryNode): vscode.TreeItem {
  const { jobId, entry } = node;
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const { name, path, kind, size, refusal } = entry;
  const label = shownName(name);
  // An archive that lies too deep to be opened can still be extracted as a file.
  const readable = path !== undefined && (!refusal || refusal.reason === 'tooDeep');
  const words = [...(readable ? ['extractable'] : []), ...(path === undefined ? [] : ['hasPath'])];
  if (refusal) {
    const row = warningRow(label, refusalText(refusal));
    row.contextValue = ['refused', ...words].join(' ');
    return row;
  }
  const row = new vscode.TreeItem(label, kind === 'file' ? None : Collapsed);
  row.contextValue = [kind, ...words].join(' ');
  const uri = entryUri(jobId, path ?? '');
  row.resourceUri = uri;
  row.iconPath = iconOf(kind);
  if (kind !== 'folder') row.description = fileSize(size);
  row.tooltip = markdown([escapeMarkdown(shownName(path ?? '')), ...detailsOf(entry)]);
  if (kind === 'file')
    row.command = { command: COMMANDS.openEntry, title: vscode.l10n.t('Open'), arguments: [node] };
  return row;
}

function detailsOf({ kind, size, modifiedMs }: EntryNode['entry']): string[] {
  return [
    ...(kind === 'folder'
      ? []
      : [`${fileSize(size)} (${size.toLocaleString(vscode.env.language)} ${vscode.l10n.t('bytes')})`]),
    ...(modifiedMs === 0
      ? []
      : [
          vscode.l10n.t(
            'Changed {0}',
            new Date(modifiedMs).toLocaleString(vscode.env.language, {
              dateStyle: 'medium',
              timeStyle: 'short',
            }),
          ),
        ]),
  ];
}

function noteRow(node: NoteNode): vscode.TreeItem {
  const { note } = node;
  switch (note.kind) {
    case 'empty': {
      const row = new vscode.TreeItem(vscode.l10n.t('Empty'));
      row.contextValue = 'empty';
      return row;
    }
    case 'more': {
      const row = new vscode.TreeItem(vscode.l10n.t('Show more'));
      row.iconPath = new vscode.ThemeIcon('ellipsis');
      row.description = vscode.l10n.t(
        '{0} of {1}',
        note.shown.toLocaleString(vscode.env.language),
        note.total.toLocaleString(vscode.env.language),
      );
      row.contextValue = 'more';
      row.command = {
        command: COMMANDS.showMoreEntries,
        title: vscode.l10n.t('Show more'),
        arguments: [node],
      };
      return row;
    }
    case 'problem': {
      const row = warningRow(vscode.l10n.t('Not everything is here'), refusalText(note.refusal));
      row.contextValue = 'problem';
      return row;
    }
    case 'failed': {
      const row = warningRow(vscode.l10n.t('Cannot be opened'), note.text);
      row.contextValue = 'failed';
      return row;
    }
  }
}

function warningRow(label: string, { short, sentence }: RefusalText): vscode.TreeItem {
  const row = new vscode.TreeItem(label);
  row.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  row.description = short;
  row.tooltip = markdown([escapeMarkdown(label), escapeMarkdown(sentence)]);
  row.accessibilityInformation = { label: `${label}, ${sentence}` };
  return row;
}

/** File icon themes do not know every kind of archive; an export is marked by the same one. */
function iconOf(kind: EntryNode['entry']['kind']): vscode.ThemeIcon {
  if (kind === 'archive') return new vscode.ThemeIcon('file-zip');
  return kind === 'folder' ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
}
