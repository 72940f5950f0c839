import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CloseOutItem } from '../../core/closeout/closeOutItem.ts';
import { isActiveItem, isResumable } from '../../core/closeout/closeOutItem.ts';
import { canResume, type CloseOutRecord } from '../../core/closeout/closeOutRecord.ts';
import type { FileProblem } from '../../core/verify/fileProblem.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';
import { goesOnText } from '../../host/goesOnText.ts';
import { escapeMarkdown, markdown } from '../../host/markdown.ts';
import { COMMANDS } from '../../manifest.ts';
import { isArchive } from '../browse/exportArchives.ts';
import { exportTitle } from '../exports/exportTitle.ts';
import { FILE_ICONS } from '../exports/jobRow.ts';
import { problemText } from '../verify/problemText.ts';
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
      return courseRow(node.items, record);
    case 'export':
      return exportRow(node, record);
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
  const failed = [
    ...(counts.failed > 0 ? [vscode.l10n.t('{0} failed', number(counts.failed))] : []),
    ...(counts.damaged > 0 ? [vscode.l10n.t('{0} damaged', number(counts.damaged))] : []),
  ].join(', ');
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
    row.description = [vscode.l10n.t('cancelled'), progress, failed].filter(Boolean).join(' · ');
  } else {
    row.iconPath = done === counts.total ? new vscode.ThemeIcon('archive') : warning();
    row.description = [progress, failed].filter(Boolean).join(', ');
  }
  row.contextValue = [
    'run',
    'revealable',
    status === 'running' ? 'runActive' : 'runRests',
    ...(canResume(record) ? ['runResumable'] : []),
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

function courseRow(items: readonly CloseOutItem[], record: CloseOutRecord | undefined): vscode.TreeItem {
  const name = items[0]?.course.name ?? '';
  const row = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const damaged = items.filter(({ problem }) => problem !== undefined).length;
  const ended =
    items.filter(({ state }) => state.step === 'done' || state.step === 'absent').length - damaged;
  const failed = items.filter(({ state }) => state.step === 'failed' || state.step === 'cancelled').length;
  const active = items.some(isActiveItem);
  const halt = active ? haltOf(record) : undefined;
  row.description = [
    vscode.l10n.t('{0} of {1} exports', number(ended), number(items.length)) +
      (failed > 0 ? `, ${vscode.l10n.t('{0} failed', number(failed))}` : '') +
      (damaged > 0 ? `, ${vscode.l10n.t('{0} damaged', number(damaged))}` : ''),
    ...(halt ? [halt.text] : []),
  ].join(' · ');
  row.iconPath =
    failed + damaged > 0
      ? warning()
      : halt
        ? new vscode.ThemeIcon(halt.icon)
        : active
          ? new vscode.ThemeIcon(items.some(isUnderWay) ? 'sync~spin' : 'book')
          : new vscode.ThemeIcon('pass');
  const off = record?.status === 'cancelled';
  row.contextValue = [
    'runPart',
    'revealable',
    ...(active && !off ? ['courseActive'] : []),
    ...(items.some(isResumable) || (active && off) ? ['partResumable'] : []),
  ].join(' ');
  row.tooltip = markdown([`**${escapeMarkdown(name)}**`, row.description]);
  return row;
}

/** What keeps a whole run from going on, as the rows of its parts say it. */
function haltOf(
  record: CloseOutRecord | undefined,
): { readonly icon: string; readonly text: string } | undefined {
  if (record?.status === 'cancelled') return { icon: 'circle-slash', text: vscode.l10n.t('cancelled') };
  if (record?.stopped) return { icon: 'circle-outline', text: failureText(record.stopped).short };
  return record?.paused && { icon: 'clock', text: goesOnText(record.paused.until) };
}

function exportRow(
  node: Extract<RunNode, { level: 'export' }>,
  record: CloseOutRecord | undefined,
): vscode.TreeItem {
  const { item } = node;
  const { state, kind } = item;
  const row = new vscode.TreeItem(exportTitle(kind));
  const halt = isActiveItem(item) ? haltOf(record) : undefined;
  const off = record?.status === 'cancelled';
  row.contextValue = [
    'runPart',
    ...(isActiveItem(item) && !off ? ['exportActive'] : []),
    ...(isResumable(item) || (isActiveItem(item) && off) ? ['partResumable'] : []),
    ...(state.step === 'done' ? ['done'] : []),
    ...(state.step === 'done' && isArchive(state.file) ? ['extractable'] : []),
  ].join(' ');
  if (halt) {
    row.iconPath = new vscode.ThemeIcon(halt.icon);
    row.description = halt.text;
    return row;
  }
  switch (state.step) {
    case 'done':
      savedRow(row, node, state, item.problem);
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
  return row;
}

/** A saved export looks and behaves like the row of a job that is done: its content is below it, or a click opens it. */
function savedRow(
  row: vscode.TreeItem,
  node: RunNode,
  { file }: Extract<CloseOutItem['state'], { step: 'done' }>,
  problem: FileProblem | undefined,
): void {
  const damage = problem && problemText(problem);
  row.iconPath = damage === undefined ? new vscode.ThemeIcon(FILE_ICONS[file.kind]) : warning();
  row.description = [...(damage === undefined ? [] : [damage]), fileSize(file.size)].join(' · ');
  row.tooltip = markdown([
    escapeMarkdown(file.path),
    ...(damage === undefined
      ? []
      : [
          vscode.l10n.t(
            'Verify has found this file {0}. Retry fetches it anew; what is there is kept.',
            damage,
          ),
        ]),
    `SHA-256 \`${file.sha256}\``,
  ]);
  if (problem === 'missing') return;
  if (isArchive(file)) row.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
  else row.command = { command: COMMANDS.openExport, title: vscode.l10n.t('Open'), arguments: [node] };
}

function isUnderWay(item: CloseOutItem): boolean {
  return isActiveItem(item) && item.state.step !== 'queued';
}

function time(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
