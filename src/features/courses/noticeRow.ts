import * as vscode from 'vscode';
import { failureText } from '../../host/failureText.ts';
import { COMMANDS } from '../../manifest.ts';
import type { NoticeNode } from './courseNode.ts';
import { words } from './words.ts';

/** A row that says something about the rows beside it. */
export function noticeRow(node: NoticeNode): vscode.TreeItem {
  const { id, notice, parent } = node;
  const row = new vscode.TreeItem('', vscode.TreeItemCollapsibleState.None);
  row.id = id;
  switch (notice.kind) {
    case 'loading':
      row.label = vscode.l10n.t('Loading…');
      row.iconPath = new vscode.ThemeIcon('loading~spin');
      break;
    case 'empty':
      row.label = emptyText(parent);
      row.iconPath = new vscode.ThemeIcon('info');
      break;
    case 'more':
      row.label = vscode.l10n.t('Show more');
      row.description = vscode.l10n.t('{0} shown', notice.shown.toLocaleString(vscode.env.language));
      row.iconPath = new vscode.ThemeIcon('ellipsis');
      row.contextValue = words('more');
      row.command = { command: COMMANDS.showMore, title: vscode.l10n.t('Show More'), arguments: [node] };
      break;
    case 'failed': {
      const { short, sentence } = failureText(notice.failure);
      row.label = `${short.charAt(0).toLocaleUpperCase()}${short.slice(1)}`;
      row.description = sentence;
      row.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
      row.tooltip = sentence;
      row.accessibilityInformation = { label: `${short}. ${sentence}` };
      row.contextValue = words('refreshable', notice.failure.kind === 'signedOut' && 'signedOut');
      break;
    }
  }
  return row;
}

function emptyText(parent: NoticeNode['parent']): string {
  if (parent.type === 'connection')
    return parent.connection.platform === 'kolibri'
      ? vscode.l10n.t('No facilities')
      : vscode.l10n.t('No courses');
  switch (parent.place.kind) {
    case 'modules':
      return vscode.l10n.t('No modules');
    case 'module':
      return vscode.l10n.t('No assignments');
    case 'students':
      return vscode.l10n.t('No students');
    case 'facility':
      return vscode.l10n.t('No classes');
    case 'lessons':
      return vscode.l10n.t('No lessons or quizzes');
    case 'learners':
      return vscode.l10n.t('No learners');
    case 'coaches':
      return vscode.l10n.t('No coaches');
    case 'serverJobs':
      return vscode.l10n.t('No exports, imports or syncs');
    case 'course':
    case 'class':
    case 'assignment':
    case 'student':
    case 'lesson':
    case 'quiz':
    case 'learner':
    case 'coach':
    case 'serverJob':
      return vscode.l10n.t('Nothing here');
  }
}
