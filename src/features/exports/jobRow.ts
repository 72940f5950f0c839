import * as vscode from 'vscode';
import { canHandOver } from '../../core/adopt/canHandOver.ts';
import { placeName } from '../../core/exports/exportLabel.ts';
import {
  canRetry,
  isActive,
  type Job,
  type PartCount,
  type RowCount,
  type SavedFile,
} from '../../core/exports/job/job.ts';
import type { JobView } from '../../core/exports/job/jobRecords.ts';
import { linkLifeOf, type LinkLife } from '../../core/exports/linkLife.ts';
import { isLogs } from '../../core/platform/exportRequest.ts';
import { keptSince } from '../../core/platform/retention.ts';
import { counted } from '../../host/counted.ts';
import { dayText } from '../../host/dayText.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';
import { localeName } from '../../host/localeName.ts';
import { goesOnText } from '../../host/goesOnText.ts';
import { escapeMarkdown, markdown } from '../../host/markdown.ts';
import { shownDay } from '../../host/shownDay.ts';
import { COMMANDS } from '../../manifest.ts';
import { isArchive } from '../browse/exportArchives.ts';
import { jobFailureText } from './jobFailureText.ts';
import { exportTitle } from './exportTitle.ts';
import { linkText } from './linkText.ts';
import { notesText, renderedLines } from './renderedText.ts';
import { scopeText } from './scopeText.ts';
import { stageText } from './stageText.ts';

/** A row of the Exports view. `id` begins with the connection's, so that "Sign In" knows it. */
export type JobNode = { readonly id: string; readonly jobId: string };

export function jobNode(job: Job): JobNode {
  return { id: `${job.connectionId}/job:${job.id}`, jobId: job.id };
}

/** The icon of each kind of saved file. */
export const FILE_ICONS: Readonly<Record<SavedFile['kind'], string>> = {
  zip: 'file-zip',
  'tar.zst': 'file-zip',
  'tar.gz': 'file-zip',
  csv: 'table',
  json: 'json',
  pdf: 'file-pdf',
};

/** How a job looks. `isMissing`: its file is on disk no more. */
export function jobRow(view: JobView, isMissing = false, now = new Date()): vscode.TreeItem {
  const { job } = view;
  const { state, request } = job;
  const scope = scopeText(request);
  const place = [scope, placeName(request)].filter(Boolean).join(' · ');
  const what = exportTitle(request.kind);
  const row = new vscode.TreeItem(what, vscode.TreeItemCollapsibleState.None);
  row.id = jobNode(job).id;
  const about = [`**${escapeMarkdown(what)}** – ${escapeMarkdown(placeName(request))}`, ...scopeLines(job)];
  if (isActive(state) && job.paused) {
    const { until, failure } = job.paused;
    row.iconPath = new vscode.ThemeIcon('clock');
    row.description = `${goesOnText(until)} · ${place}`;
    row.contextValue = 'active retryable';
    row.tooltip = markdown([
      ...about,
      escapeMarkdown(failureText(failure).sentence),
      vscode.l10n.t('It {0}, also if the editor was closed meanwhile. Retry goes on now.', goesOnText(until)),
      vscode.l10n.t('Started {0}', time(job.createdAt)),
    ]);
    return row;
  }
  if (isActive(state)) {
    row.iconPath = new vscode.ThemeIcon('sync~spin');
    row.description = `${stageText(view)} · ${place}`;
    row.contextValue = 'active';
    row.tooltip = markdown([...about, stageText(view), vscode.l10n.t('Started {0}', time(job.createdAt))]);
    return row;
  }
  switch (state.step) {
    case 'done': {
      const link = linkLifeOf(job, now);
      if (isMissing) return missingRow(row, job, state, link, about);
      const [at, where, size] = [clock(state.finishedAt), placeName(request), fileSize(state.file.size)];
      const { rows } = state.file;
      // At the view's usual width there is room for little: first comes what is not to be overlooked and what tells the tables of a
      // facility apart, last the facility, of which there is mostly one.
      const words =
        'facility' in request
          ? [
              rows && rows.repeats > 0 ? counted(rows.repeats, 'repeat') : '',
              ...(isLogs(request) ? [scope, at] : [at, scope]),
              rows ? counted(rows.total, 'row') : '',
              size,
              where,
            ]
          : [
              scope,
              partsText(state.parts),
              notesText(state.rendered),
              size,
              link?.step === 'alive' ? linkText(link) : '',
              where,
              at,
            ];
      row.description = words.filter(Boolean).join(' · ');
      row.iconPath = canRetry(job)
        ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
        : new vscode.ThemeIcon(FILE_ICONS[state.file.kind]);
      row.contextValue = [
        'done',
        'ended',
        ...(canRetry(job) ? ['retryable'] : []),
        ...(link?.step === 'ended' ? ['expired'] : []),
        ...(isArchive(state.file) ? ['extractable'] : []),
        ...('facility' in request ? ['repeatable'] : []),
        ...((state.file.rows?.repeats ?? 0) > 0 ? ['repeats'] : []),
      ].join(' ');
      row.tooltip = markdown([
        ...about,
        escapeMarkdown(state.file.path),
        `${fileSize(state.file.size)} (${state.file.size.toLocaleString(vscode.env.language)} ${vscode.l10n.t('bytes')})`,
        ...(state.parts ? [partsText(state.parts)] : []),
        ...(state.file.rows ? [rowsText(state.file.rows)] : []),
        ...((state.file.rows?.repeats ?? 0) > 0
          ? [vscode.l10n.t('Kolibri writes a row once for each role of its user.')]
          : []),
        ...(canRetry(job)
          ? [vscode.l10n.t('Retry makes only what is missing. manifest.json in the zip says what that is.')]
          : []),
        ...renderedLines(state.rendered),
        `SHA-256 \`${state.file.sha256}\``,
        state.adopted
          ? vscode.l10n.t('Adopted {0}; was {1}', time(state.finishedAt), escapeMarkdown(state.adopted.name))
          : vscode.l10n.t('Saved {0}', time(state.finishedAt)),
        ...linkLines(link),
        ...keptLines(job),
      ]);
      if (isArchive(state.file)) row.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
      else
        row.command = {
          command: COMMANDS.openExport,
          title: vscode.l10n.t('Open'),
          arguments: [jobNode(job)],
        };
      return row;
    }
    case 'failed': {
      const { short, sentence, mend } = jobFailureText(job, state.failure);
      row.description = `${short} · ${place}`;
      row.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
      row.contextValue = [
        mend === 'startAgain' ? 'startable' : 'retryable',
        'ended',
        ...(state.failure.kind === 'signedOut' ? ['signedOut'] : []),
        ...(canHandOver(job) ? ['handOver'] : []),
      ].join(' ');
      row.tooltip = markdown([...about, escapeMarkdown(sentence), time(state.finishedAt)]);
      row.accessibilityInformation = { label: `${what}, ${place}, ${sentence}` };
      return row;
    }
    case 'cancelled':
      row.description = `${vscode.l10n.t('cancelled')} · ${place}`;
      row.iconPath = new vscode.ThemeIcon('circle-slash');
      row.contextValue = 'retryable ended';
      row.tooltip = markdown([...about, vscode.l10n.t('Cancelled {0}', time(state.finishedAt))]);
      return row;
  }
}

/** A finished export whose file was moved or deleted: the server may have it still. */
function missingRow(
  row: vscode.TreeItem,
  job: Job,
  { file, finishedAt }: Extract<Job['state'], { step: 'done' }>,
  link: LinkLife | undefined,
  about: readonly string[],
): vscode.TreeItem {
  row.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  row.description = [
    vscode.l10n.t('file is gone'),
    scopeText(job.request),
    placeName(job.request),
    link ? linkText(link) : '',
  ]
    .filter(Boolean)
    .join(' · ');
  row.contextValue = 'startable ended';
  row.tooltip = markdown([
    ...about,
    vscode.l10n.t('{0} was moved or deleted.', escapeMarkdown(file.path)),
    vscode.l10n.t('Saved {0}', time(finishedAt)),
    ...linkLines(link),
  ]);
  return row;
}

function linkLines(link: LinkLife | undefined): string[] {
  if (!link) return [];
  return link.step === 'alive'
    ? [vscode.l10n.t('The server keeps this file until {0}.', time(link.ends.toISOString()))]
    : [
        vscode.l10n.t(
          'The link on the server ended {0}. Start again to get the course as it is now.',
          time(link.ends.toISOString()),
        ),
      ];
}

function keptLines({ request, createdAt }: Job): string[] {
  const since = keptSince(request.kind, new Date(createdAt));
  return since
    ? [vscode.l10n.t('Codio keeps this data for 6 months: nothing from before {0}.', shownDay(since))]
    : [];
}

function scopeLines({ request }: Job): string[] {
  switch (request.kind) {
    case 'studentCsv':
    case 'studentData':
      return [vscode.l10n.t('Student: {0}', escapeMarkdown(request.student.name))];
    case 'workspace':
      return [
        vscode.l10n.t('Student: {0}', escapeMarkdown(request.student.name)),
        vscode.l10n.t('Assignment: {0}', escapeMarkdown(request.assignment.name)),
      ];
    case 'assignmentCsv':
    case 'assignmentData':
      return [vscode.l10n.t('Assignment: {0}', escapeMarkdown(request.assignment.name))];
    case 'assessments':
      return [counted(request.assignments.length, 'assignment')];
    case 'summaryLogs':
    case 'sessionLogs':
      return [`${dayText(request.range.start)} – ${dayText(request.range.end)}`, columnsLine(request.locale)];
    case 'guidesPdf':
      return [
        [
          request.all ? vscode.l10n.t('all assignments') : counted(request.assignments.length, 'assignment'),
          request.together ? vscode.l10n.t('one PDF') : vscode.l10n.t('one PDF each'),
          request.teacherPages
            ? vscode.l10n.t('with pages for teachers only')
            : vscode.l10n.t('without pages for teachers only'),
        ].join(', '),
      ];
    case 'coursework':
    case 'sources':
    case 'coachLogs':
    case 'llmLogs':
    case 'accessData':
    case 'blueprints':
      return [];
    case 'users':
      return [columnsLine(request.locale)];
  }
}

function columnsLine(locale: string): string {
  return vscode.l10n.t('Columns in {0}', localeName(locale));
}

/** How complete a composed export is. */
export function partsText(parts: PartCount | undefined): string {
  if (!parts) return '';
  const { total, failed } = parts;
  return failed === 0
    ? vscode.l10n.t('{0} parts', total)
    : vscode.l10n.t('{0} of {1} parts, {2} failed', total - failed, total, failed);
}

/** How many rows usage logs have, and how many of them the server has repeated. */
function rowsText(rows: RowCount | undefined): string {
  if (!rows) return '';
  const { total, repeats } = rows;
  const number = (value: number): string => value.toLocaleString(vscode.env.language);
  return repeats === 0
    ? vscode.l10n.t('{0} rows', number(total))
    : vscode.l10n.t('{0} rows, {1} of them repeats', number(total), number(repeats));
}

/** The hour and minute: the row stands below its day. */
function clock(iso: string): string {
  return new Date(iso).toLocaleTimeString(vscode.env.language, { timeStyle: 'short' });
}

function time(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
