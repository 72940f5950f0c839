import * as vscode from 'vscode';
import { isLogs } from '../../core/platform/exportRequest.ts';
import type { ServerJobPlace, ServerJobState, ServerWork } from '../../core/platform/place.ts';
import { dayText } from '../../host/dayText.ts';
import { failureText } from '../../host/failureText.ts';
import { localeName } from '../../host/localeName.ts';
import { sinceText } from '../../host/sinceText.ts';
import type { RowLooks } from '../courses/rowLooks.ts';
import { stageText } from '../portal/portalText.ts';
import { hasFile } from './serverJobActions.ts';

const ICONS: Readonly<Record<ServerJobState, string>> = {
  running: 'sync~spin',
  queued: 'clock',
  scheduled: 'calendar',
  done: 'pass',
  failed: 'error',
  cancelled: 'circle-slash',
};

/** How a job of the server looks: what it does, how far it is, of which facility, and since when. */
export function serverJobLooks(job: ServerJobPlace): RowLooks {
  const { work, state, about, at, by, failure, request } = job;
  const since = at === undefined || state === 'scheduled' ? undefined : sinceText(at);
  return {
    label: workText(work),
    icon: ICONS[state],
    // The facility comes last: of most servers it is the same in every row.
    description: [stateText(job), since, about].filter(Boolean).join(' · '),
    tooltip: [
      ...(about === undefined ? [] : [about]),
      ...(request && isLogs(request)
        ? [`${dayText(request.range.start)} – ${dayText(request.range.end)}`]
        : []),
      ...(request ? [vscode.l10n.t('Columns in {0}', localeName(request.locale))] : []),
      stateText(job),
      begunText(job, by),
      ...(failure ? [failureText(failure).sentence] : []),
      ...(hasFile(job)
        ? [
            state === 'done'
              ? vscode.l10n.t('Its file can be downloaded until another export takes its place.')
              : vscode.l10n.t('Download waits for its file, and gets it.'),
          ]
        : []),
      vscode.l10n.t('Id {0}', job.id),
    ],
  };
}

/** What a job of the server does, as its row is called. */
export function workText(work: ServerWork): string {
  switch (work) {
    case 'users':
      return vscode.l10n.t('Export of users');
    case 'summaryLogs':
      return vscode.l10n.t('Export of summary logs');
    case 'sessionLogs':
      return vscode.l10n.t('Export of session logs');
    case 'userImport':
      return vscode.l10n.t('Import of users');
    case 'portalSync':
      return vscode.l10n.t('Sync with data portal');
    case 'peerSync':
      return vscode.l10n.t('Sync with another Kolibri');
    case 'facilityImport':
      return vscode.l10n.t('Import of a facility');
    case 'resourceImport':
      return vscode.l10n.t('Import of resources');
    case 'resourceExport':
      return vscode.l10n.t('Export of resources');
  }
}

function stateText({ state, fraction, progress, at, failure }: ServerJobPlace): string {
  switch (state) {
    case 'running':
      if (progress) return stageText(progress);
      return fraction === undefined
        ? vscode.l10n.t('running')
        : vscode.l10n.t('running, {0} %', Math.floor(fraction * 100));
    case 'queued':
      return vscode.l10n.t('waiting for its turn');
    case 'scheduled': {
      const next = at === undefined ? '' : weekdayTime(at);
      return failure ? vscode.l10n.t('failed, next try {0}', next) : vscode.l10n.t('next run {0}', next);
    }
    case 'done':
      return vscode.l10n.t('done');
    case 'failed':
      return failure ? failureText(failure).short : vscode.l10n.t('failed');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
  }
}

function begunText({ at, own, state }: ServerJobPlace, by: string | undefined): string {
  const who = own
    ? vscode.l10n.t('Begun by this account ({0})', by ?? '?')
    : by === undefined
      ? vscode.l10n.t('Begun by the server itself')
      : vscode.l10n.t('Begun by {0}', by);
  return at === undefined || state === 'scheduled' ? who : `${who}, ${shownTime(at)}`;
}

function weekdayTime(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, {
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
}

function shownTime(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
