import * as vscode from 'vscode';
import { exportsOf } from '../../core/exports/exportsOf.ts';
import type { Failure } from '../../core/platform/failure.ts';
import type { QuietStudent } from '../../core/platform/platformClient.ts';
import { INACTIVE_DAYS } from '../../core/platform/retention.ts';
import type { LessonsPlace, Place, QuizPlace } from '../../core/platform/place.ts';
import { counted } from '../../host/counted.ts';
import { failureText } from '../../host/failureText.ts';
import { escapeMarkdown, markdown } from '../../host/markdown.ts';
import { quietSince } from './quietSince.ts';
import { shownDay } from '../../host/shownDay.ts';
import type { PortalNews } from '../portal/portalNews.ts';
import { isSyncFailed, portalLines, portalShort } from '../portal/portalText.ts';
import { hasFile, isClearable } from '../serverJobs/serverJobActions.ts';
import { serverJobLooks } from '../serverJobs/serverJobLooks.ts';
import { noticeRow } from './noticeRow.ts';
import type { RowLooks } from './rowLooks.ts';
import { words } from './words.ts';
import { isLeaf, type ConnectionNode, type CourseNode, type PlaceNode } from './courseNode.ts';

/** What has been learned of a place beside its listing: a student who has been quiet, a facility whose data are synced. */
export type Learned = { readonly quiet?: QuietStudent | undefined; readonly news?: PortalNews | undefined };

/**
 * How a row looks. Its context value is a set of words, one for each thing that can be done with it; the menus of package.json ask
 * for them.
 */
export function courseRow(
  node: CourseNode,
  failure: Failure | undefined,
  learned: Learned = {},
): vscode.TreeItem {
  switch (node.type) {
    case 'connection':
      return connectionRow(node, failure);
    case 'place':
      return placeRow(node, learned);
    case 'notice':
      return noticeRow(node);
  }
}

function connectionRow({ id, connection }: ConnectionNode, failure: Failure | undefined): vscode.TreeItem {
  const sample = connection.sample === true;
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
    connection.platform,
    sample && 'sample',
    failure?.kind === 'signedOut' && 'signedOut',
  );
  return row;
}

function placeRow({ id, place }: PlaceNode, learned: Learned): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const { label, icon, description, tooltip } = looks(place, learned);
  const row = new vscode.TreeItem(label, isLeaf(place) ? None : Collapsed);
  row.id = id;
  row.iconPath = new vscode.ThemeIcon(icon);
  if (description) row.description = description;
  row.tooltip = markdown([`**${escapeMarkdown(label)}**`, ...tooltip.map(escapeMarkdown)]);
  row.contextValue = words(
    place.kind,
    ...exportsOf(place),
    place.kind === 'facility' && (place.portal || learned.news?.registered ? 'syncable' : 'registrable'),
    // What a sync does is read in the row: it leaves no room for a button.
    learned.news?.running && 'syncing',
    place.kind === 'serverJob' && hasFile(place) && 'jobFile',
    place.kind === 'serverJob' && isClearable(place) && 'jobOwn',
    'id' in place && 'hasId',
    !isLeaf(place) && 'refreshable',
  );
  return row;
}

function looks(place: Place, { quiet, news }: Learned): RowLooks {
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
        icon: news?.running ? 'sync~spin' : isSyncFailed(place, news) ? 'warning' : 'home',
        // What the syncs say comes first: at the view's usual width there is room for little more.
        description: [portalShort(place, news), counted(place.userCount, 'user')].filter(Boolean).join(' · '),
        tooltip: [
          `${counted(place.classCount, 'class')}, ${counted(place.userCount, 'user')}`,
          ...portalLines(place, news),
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
    case 'lessons':
      return {
        label: vscode.l10n.t('Lessons and Quizzes'),
        icon: 'folder',
        ...(place.work && { description: place.work.length.toLocaleString(vscode.env.language) }),
        tooltip: place.work ? [workText(place.work)] : [],
      };
    case 'lesson':
      return {
        label: place.name,
        icon: 'notebook',
        description: [counted(place.resourceCount, 'resource'), !place.active && vscode.l10n.t('hidden')]
          .filter(Boolean)
          .join(' · '),
        tooltip: [
          counted(place.resourceCount, 'resource'),
          ...(place.active ? [] : [vscode.l10n.t('Hidden from learners')]),
          vscode.l10n.t('Id {0}', place.id),
        ],
      };
    case 'quiz':
      return {
        label: place.name,
        icon: 'checklist',
        description: [counted(place.questionCount, 'question'), quizText(place.state)]
          .filter(Boolean)
          .join(' · '),
        tooltip: [counted(place.questionCount, 'question'), vscode.l10n.t('Id {0}', place.id)],
      };
    case 'learners':
      return {
        label: vscode.l10n.t('Learners'),
        icon: 'organization',
        description: place.count.toLocaleString(vscode.env.language),
        tooltip: [],
      };
    case 'coaches':
      return {
        label: vscode.l10n.t('Coaches'),
        icon: 'organization',
        description: String(place.coaches.length),
        tooltip: [],
      };
    case 'serverJobs':
      return {
        label: vscode.l10n.t('Jobs on the Server'),
        icon: 'server-process',
        tooltip: [vscode.l10n.t('Exports, imports and syncs that the server carries out, for anybody.')],
      };
    case 'serverJob':
      return serverJobLooks(place);
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

function workText(work: NonNullable<LessonsPlace['work']>): string {
  const lessons = work.filter(({ kind }) => kind === 'lesson').length;
  return `${counted(lessons, 'lesson')}, ${counted(work.length - lessons, 'quiz')}`;
}

function quizText(state: QuizPlace['state']): string | undefined {
  switch (state) {
    case 'draft':
      return vscode.l10n.t('draft');
    case 'hidden':
      return vscode.l10n.t('hidden');
    case 'closed':
      return vscode.l10n.t('closed');
    case 'active':
      return undefined;
  }
}

function day(iso: string | undefined): string | undefined {
  if (iso === undefined) return undefined;
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return undefined;
  return date.toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'short', year: 'numeric' });
}
