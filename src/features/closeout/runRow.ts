import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CloseOutItem } from '../../core/closeout/closeOutItem.ts';
import { isActiveItem } from '../../core/closeout/closeOutItem.ts';
import type { CloseOutRecord } from '../../core/closeout/closeOutRecord.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';
import { goesOnText } from '../../host/goesOnText.ts';
import { escapeMarkdown, markdown } from '../../host/markdown.ts';
import { COMMANDS } from '../../manifest.ts';
import { exportTitle } from '../exports/exportTitle.ts';
import type { RunNode } from './runNode.ts';

const number = (value: number): string => value.toLocaleString(vscode.env.language);
const warning = (): vscode.ThemeIcon =>
  new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

/** How a row of a close-out looks. */
export function runRow(node: RunNode, record: CloseOutRecord | undefined): vscode.TreeItem {
  const row = rowOf(node, record);
  row.id = node.id;
  return row;
}

function rowOf(node: RunNode, record: CloseOutRecord | undefined): vscode.TreeItem {
  switch (node.level) {
    case 'run':
      return record ? wholeRow(record) : new vscode.TreeItem('');
    case 'course':
      return courseRow(node.items);
    case 'export':
      return exportRow(node.item);
    case 'more': {
      const row = new vscode.TreeItem(vscode.l10n.t('Show more'));
      row.iconPath = new vscode.ThemeIcon('ellipsis');
      row.description = vscode.l10n.t('{0} of {1}', number(node.shown), number(node.total));
      row.command = {
        command: COMMANDS.showMoreCourses,
        title: vscode.l10n.t('Show more'),
        arguments: [node],
      };
      return row;
    }
  }
}

function wholeRow(record: CloseOutRecord): vscode.TreeItem {
  const { status, paused, stopped, counts, folder, courses, createdAt } = record;
  const row = new vscode.TreeItem(basename(folder), vscode.TreeItemCollapsibleState.Collapsed);
  const done = counts.saved + counts.absent;
  const progress = vscode.l10n.t('{0} of {1} exports', number(done), number(counts.total));
  const failed = counts.failed > 0 ? vscode.l10n.t('{0} failed', number(counts.failed)) : '';
  const lines: string[] = [];
  if (status === 'running' && stopped) {
    row.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    row.description = [failureText(stopped).short, progress].join(' · ');
    lines.push(escapeMarkdown(failureText(stopped).sentence));
  } else if (status === 'running' && paused) {
    row.iconPath = new vscode.ThemeIcon('clock');
    row.description = [goesOnText(paused.until), progress, failed].filter(Boolean).join(' · ');
    lines.push(escapeMarkdown(failureText(paused.failure).sentence));
    lines.push(vscode.l10n.t('It {0}, also if the editor was closed meanwhile.', goesOnText(paused.until)));
  } else if (status === 'running') {
    row.iconPath = new vscode.ThemeIcon('sync~spin');
    row.description = [progress, failed].filter(Boolean).join(' · ');
  } else if (status === 'cancelled') {
    row.iconPath = new vscode.ThemeIcon('circle-slash');
    row.description = [vscode.l10n.t('cancelled'), progress].join(' · ');
  } else {
    const complete = done === counts.total;
    row.iconPath = complete ? new vscode.ThemeIcon('archive') : warning();
    row.description = [progress, failed].filter(Boolean).join(' · ');
  }
  row.contextValue = [
    'run',
    status === 'running' ? 'runActive' : 'runRests',
    ...(status !== 'running' || paused || stopped ? (done < counts.total ? ['runResumable'] : []) : []),
    ...(stopped?.kind === 'signedOut' ? ['signedOut'] : []),
  ].join(' ');
  row.tooltip = markdown([
    `**${escapeMarkdown(basename(folder))}**`,
    vscode.l10n.t('{0} courses, {1}', number(courses.length), progress) + (failed ? `, ${failed}` : ''),
    ...lines,
    escapeMarkdown(folder),
    vscode.l10n.t('Started {0}', time(createdAt)),
  ]);
  return row;
}

function courseRow(items: readonly CloseOutItem[]): vscode.TreeItem {
  const name = items[0]?.course.name ?? '';
  const row = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const ended = items.filter(({ state }) => state.step === 'done' || state.step === 'absent').length;
  const failed = items.filter(({ state }) => state.step === 'failed' || state.step === 'cancelled').length;
  const active = items.some(isActiveItem);
  row.description =
    failed > 0
      ? vscode.l10n.t('{0} of {1} exports, {2} failed', ended, items.length, failed)
      : vscode.l10n.t('{0} of {1} exports', ended, items.length);
  row.iconPath =
    failed > 0
      ? warning()
      : active
        ? new vscode.ThemeIcon(items.some(isUnderWay) ? 'sync~spin' : 'book')
        : new vscode.ThemeIcon('pass');
  row.contextValue = words(active, failed > 0);
  row.tooltip = markdown([`**${escapeMarkdown(name)}**`, row.description]);
  return row;
}

function exportRow(item: CloseOutItem): vscode.TreeItem {
  const { state, kind } = item;
  const row = new vscode.TreeItem(exportTitle(kind));
  switch (state.step) {
    case 'done':
      row.iconPath = new vscode.ThemeIcon(state.file.kind === 'csv' ? 'table' : 'file-zip');
      row.description = fileSize(state.file.size);
      row.tooltip = markdown([escapeMarkdown(state.file.path), `SHA-256 \`${state.file.sha256}\``]);
      break;
    case 'absent':
      row.iconPath = new vscode.ThemeIcon('dash');
      row.description = vscode.l10n.t('the course has no assignments');
      break;
    case 'failed': {
      const { short, sentence } = failureText(state.failure);
      row.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
      row.description = short;
      row.tooltip = markdown([escapeMarkdown(sentence), time(state.finishedAt)]);
      break;
    }
    case 'cancelled':
      row.iconPath = new vscode.ThemeIcon('circle-slash');
      row.description = vscode.l10n.t('cancelled');
      break;
    case 'queued':
      row.iconPath = new vscode.ThemeIcon('circle-outline');
      row.description = vscode.l10n.t('waiting for its turn');
      break;
    case 'asking':
    case 'waiting':
    case 'downloading':
    case 'saving':
    case 'collecting':
    case 'packing':
    case 'rendering':
      row.iconPath = new vscode.ThemeIcon('sync~spin');
      row.description =
        state.step === 'downloading' ? vscode.l10n.t('downloading') : vscode.l10n.t('the server works');
  }
  row.contextValue = words(isActiveItem(item), state.step === 'failed' || state.step === 'cancelled');
  return row;
}

function isUnderWay(item: CloseOutItem): boolean {
  return isActiveItem(item) && item.state.step !== 'queued';
}

function words(active: boolean, retryable: boolean): string {
  return ['runPart', ...(active ? ['runActive'] : []), ...(retryable ? ['runResumable'] : [])].join(' ');
}

function time(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
