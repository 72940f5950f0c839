import * as vscode from 'vscode';
import { isActive } from '../../core/exports/job/job.ts';
import type { JobEngine } from '../../core/exports/run/jobEngine.ts';
import { VIEWS } from '../../manifest.ts';
import { exportTitle } from './exportTitle.ts';
import { stageText } from './stageText.ts';

/** What runs, in the status bar and as the view's progress bar; both go when nothing runs. */
export function showJobStatus(jobs: JobEngine): vscode.Disposable {
  let item: vscode.StatusBarItem | undefined;
  let endProgress: (() => void) | undefined;

  const update = (): void => {
    const running = jobs.jobs.filter(({ job }) => isActive(job.state) && !job.paused);
    const [first] = running;
    if (!first) {
      item?.dispose();
      item = undefined;
      endProgress?.();
      endProgress = undefined;
      return;
    }
    if (!item) {
      item = vscode.window.createStatusBarItem('lectern.jobs', vscode.StatusBarAlignment.Left);
      item.name = vscode.l10n.t('Lectern exports');
      item.command = `${VIEWS.exports}.focus`;
      item.show();
    }
    const text =
      running.length === 1
        ? `${exportTitle(first.job.request.kind)}: ${stageText(first)}`
        : vscode.l10n.t('{0} exports', running.length);
    item.text = `$(sync~spin) ${text}`;
    item.tooltip = vscode.l10n.t('Show the exports');
    if (!endProgress) {
      const finished = new Promise<void>((done) => (endProgress = done));
      void vscode.window.withProgress({ location: { viewId: VIEWS.exports } }, () => finished);
    }
  };

  const end = jobs.onDidChange(update);
  return new vscode.Disposable(() => {
    end();
    item?.dispose();
    endProgress?.();
  });
}
