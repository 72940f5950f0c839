import * as vscode from 'vscode';
import { placeName } from '../../core/exports/exportLabel.ts';
import type { Job, JobState } from '../../core/exports/job/job.ts';
import type { JobView } from '../../core/exports/job/jobRecords.ts';
import type { Services } from '../services.ts';
import { exportTitle } from './exportTitle.ts';
import { scopeText } from './scopeText.ts';

/** Asks for one of the jobs whose state fits. Undefined: the user gave up, or there is none, which is said. */
export async function pickJob(
  { jobs }: Services,
  fits: (state: JobState, job: Job) => boolean,
): Promise<JobView | undefined> {
  const items = jobs.jobs
    .filter(({ job }) => fits(job.state, job))
    .map((view) => ({
      label: exportTitle(view.job.request.kind),
      description: [scopeText(view.job.request), placeName(view.job.request)].filter(Boolean).join(' · '),
      detail: new Date(view.job.createdAt).toLocaleString(vscode.env.language),
      view,
    }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no such export in the list.'));
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which export?') }))?.view;
}
