import * as vscode from 'vscode';
import type { JobState } from '../../core/exports/job/job.ts';
import type { JobView } from '../../core/exports/job/jobRecords.ts';
import type { JobProgress } from '../../core/exports/run/jobProgress.ts';
import { isRendered } from '../../core/platform/exportRequest.ts';
import { fileSize } from '../../host/fileSize.ts';

/** What a running job is doing, in a few words. */
export function stageText({ job: { request, state }, progress }: JobView): string {
  if (state.step === 'collecting' && isRendered(request)) {
    const part = progress?.step === 'collecting' ? progress.part : undefined;
    return vscode.l10n.t('sources: {0}', stepText(part?.state ?? { step: 'queued' }, part?.progress));
  }
  return stepText(state, progress);
}

function stepText(state: JobState, progress: JobProgress | undefined): string {
  switch (state.step) {
    case 'queued':
      return vscode.l10n.t('waiting for its turn');
    case 'asking':
      return vscode.l10n.t('asking the server');
    case 'waiting': {
      const fraction = progress?.step === 'waiting' ? progress.fraction : undefined;
      if (fraction !== undefined && fraction > 0)
        return vscode.l10n.t('the server works, {0} %', Math.floor(fraction * 100));
      const minutes = Math.floor((Date.now() - new Date(state.since).getTime()) / 60_000);
      return minutes < 1
        ? vscode.l10n.t('the server works')
        : vscode.l10n.t('the server works, {0} min', minutes);
    }
    case 'downloading': {
      if (progress?.step !== 'downloading') return vscode.l10n.t('downloading');
      const { received, total } = progress;
      return total !== undefined && total > 0
        ? vscode.l10n.t('downloading {0} %', Math.floor((received / total) * 100))
        : vscode.l10n.t('downloading {0}', fileSize(received));
    }
    case 'collecting': {
      const ended = progress?.step === 'collecting' ? progress.ended : 0;
      return vscode.l10n.t('{0} of {1} parts', ended, state.total);
    }
    case 'packing':
      return vscode.l10n.t('packing');
    case 'rendering': {
      if (progress?.step !== 'rendering') return vscode.l10n.t('rendering');
      const { phase, ended, total } = progress;
      const number = Math.min(ended + 1, total);
      return phase === 'reading'
        ? vscode.l10n.t('reading {0} of {1}', number, total)
        : vscode.l10n.t('rendering {0} of {1}', number, total);
    }
    case 'saving':
    case 'done':
    case 'failed':
    case 'cancelled':
      return vscode.l10n.t('saving');
  }
}
