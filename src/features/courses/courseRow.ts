import * as vscode from 'vscode';
import { exportsOf } from '../../core/exports/exportsOf.ts';
import type { Failure } from '../../core/platform/failure.ts';
import type { QuietStudent } from '../../core/platform/platformClient.ts';
import { INACTIVE_DAYS } from '../../core/platform/retention.ts';
import type { Place } from '../../core/platform/place.ts';
import { counted } from '../../host/counted.ts';
import { failureText } from '../../host/failureText.ts';
import { escapeMarkdown, markdown } from '../../host/markdown.ts';
import { quietSince } from './quietSince.ts';
import { shownDay } from '../../host/shownDay.ts';
import { COMMANDS } from '../../manifest.ts';
import {
  isLeaf,
  type ConnectionNode,
  type CourseNode,
  type NoticeNode,
  type PlaceNode,
} from './courseNode.ts';

/**
 * How a row looks. Its context value is a set of words, one for each thing that can be done with it; the menus of package.json ask
 * for them.
 */
export function courseRow(
  node: CourseNode,
  failure: Failure | undefined,
  quiet?: QuietStudent,
): vscode.TreeItem {
  switch (node.type) {
    case 'connection':
      return connectionRow(node, failure);
    case 'place':
      return placeRow(node, quiet);
    case 'notice':
      return noticeRow(node);
  }
}

function connectionRow({ id, connection }: ConnectionNode, failure: Failure | undefined): vscode.TreeItem {
  const sample = connection.platform === 'codio' && connection.sample === true;
  const row = new vscode.TreeItem(connection.name, vscode.TreeItemCollapsibleState.Expanded);
  const platform = connection.platform === 'codio' ? 'Codio' : 'Kolibri';
  row.id = id;
  row.iconPath = new vscode.ThemeIcon(
    sample ? 'beaker' : connection.platform === 'codio' ? 'cloud' : 'server',
  );
  const kind = sample ? vscode.l10n.t('invented data') : platform;
  row.description = failure ? `${failureText(failure).short} · ${kind}` : kind;
  row.contextValue = words(
    'refreshable',
    !sample && 'connection',
    sample && 'sample',
    failure?.kind === 'signedOut' && 'signedOut',
  );
  return row;
}

function placeRow({ id, place }: PlaceNode, quiet: QuietStudent | undefined): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const { label, icon, description, tooltip } = looks(place, quiet);
  const row = new vscode.TreeItem(label, isLeaf(place) ? None : Collapsed);
  row.id = id;
  row.iconPath = new vscode.ThemeIcon(icon);
  if (description) row.description = description;
  row.tooltip = markdown([`**${escapeMarkdown(label)}**`, ...tooltip.map(escapeMarkdown)]);
  row.contextValue = words(
    place.kind,
    ...exportsOf(place),
    'id' in place && 'hasId',
    !isLeaf(place) && 'refreshable',
  );
  return row;
}

type Looks = {
  readonly label: string;
  readonly icon: string;
  readonly description?: string;
  readonly tooltip: readonly string[];
};

function looks(place: Place, quiet: QuietStudent | undefined): Looks {
  switch (place.kind) {
    case 'course': {
      const dates = [place.starts, place.ends].map(day);
      const term = dates.some(Boolean) ? `${dates[0] ?? '…'} – ${dates[1] ?? '…'}` : undefined;
      const description = [place.archived && vscode.l10n.t('archived'), term].filter(Boolean).join(' · ');
      return {
        label: place.name,
        icon: place.archived ? 'archive' : 'book',
        ...(description && { description }),
        tooltip: [...(term ? [term] : []), vscode.l10n.t('Id {0}', place.id)],
      };
    }
    case 'modules':
      return { label: vscode.l10n.t('Modules'), icon: 'folder', tooltip: [] };
    case 'students':
      return { label: vscode.l10n.t('Students'), icon: 'organization', tooltip: [] };
    case 'module':
      return {
        label: place.name,
        icon: 'folder',
        description: String(place.assignments.length),
        tooltip: [counted(place.assignments.length, 'assignment'), vscode.l10n.t('Id {0}', place.id)],
      };
    case 'assignment':
      return {
        label: place.name,
        icon: 'file-code',
        ...(place.hidden && { description: vscode.l10n.t('hidden') }),
        tooltip: [
          ...(place.hidden ? [vscode.l10n.t('Hidden from students')] : []),
          vscode.l10n.t('Id {0}', place.id),
        ],
      };
    case 'student': {
      const login = place.login !== place.name ? place.login : undefined;
      const description = [quiet && quietSince(quiet.lastCompleted), login].filter(Boolean).join(' · ');
      return {
        label: place.name,
        icon: 'account',
        ...(description && { description }),
        tooltip: [
          place.email ?? vscode.l10n.t('No e-mail address'),
          ...(quiet ? [quietTooltip(quiet)] : []),
          vscode.l10n.t('Id {0}', place.id),
        ],
      };
    }
    case 'facility':
      return {
        label: place.name,
        icon: 'home',
        description: counted(place.userCount, 'user'),
        tooltip: [
          `${counted(place.classCount, 'class')}, ${counted(place.userCount, 'user')}`,
          vscode.l10n.t('Id {0}', place.id),
        ],
      };
    case 'class':
      return {
        label: place.name,
        icon: 'book',
        description: counted(place.learnerCount, 'learner'),
        tooltip: [
          `${counted(place.learnerCount, 'learner')}, ${counted(place.coaches.length, 'coach')}`,
          vscode.l10n.t('Id {0}', place.id),
        ],
      };
    case 'learners':
      return {
        label: vscode.l10n.t('Learners'),
        icon: 'organization',
        description: String(place.count),
        tooltip: [],
      };
    case 'coaches':
      return {
        label: vscode.l10n.t('Coaches'),
        icon: 'organization',
        description: String(place.coaches.length),
        tooltip: [],
      };
    case 'learner':
    case 'coach':
      return {
        label: place.name || place.username,
        icon: place.kind === 'coach' ? 'mortar-board' : 'account',
        ...(place.name !== '' && { description: place.username }),
        tooltip: [place.username, vscode.l10n.t('Id {0}', place.id)],
      };
  }
}

/** What is known is the last completed work; when a student was last here the server does not say. */
function quietTooltip({ lastCompleted }: QuietStudent): string {
  const last =
    lastCompleted === undefined
      ? vscode.l10n.t('Has begun nothing.')
      : vscode.l10n.t('Last completed an assignment on {0}.', shownDay(new Date(lastCompleted)));
  const rule = vscode.l10n.t(
    'Codio leaves students out of coursework and student exports when they are inactive for {0} days.',
    INACTIVE_DAYS,
  );
  return `${last} ${rule}`;
}

function noticeRow(node: NoticeNode): vscode.TreeItem {
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
      row.description = vscode.l10n.t('{0} shown', notice.shown);
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
    case 'learners':
      return vscode.l10n.t('No learners');
    case 'coaches':
      return vscode.l10n.t('No coaches');
    case 'course':
    case 'class':
    case 'assignment':
    case 'student':
    case 'learner':
    case 'coach':
      return vscode.l10n.t('Nothing here');
  }
}

function day(iso: string | undefined): string | undefined {
  if (iso === undefined) return undefined;
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return undefined;
  return date.toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'short', year: 'numeric' });
}

function words(...parts: (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string').join(' ');
}
