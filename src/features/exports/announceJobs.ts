import * as vscode from 'vscode';
import { isActive, type Job, type JobState } from '../../core/exports/job/job.ts';
import type { JobEngine } from '../../core/exports/run/jobEngine.ts';

/** Jobs that end within this time are announced together. */
const TOGETHER_MS = 1_500;

/**
 * Notifications about jobs: a failure that a person must act on, and a file that arrived while nobody was looking. Everything else is
 * in the rows.
 */
export function announceJobs(jobs: JobEngine): vscode.Disposable {
  const since = Date.now();
  const before = new Map<string, JobState['step']>();
  let ended: Job[] = [];
  let timer: NodeJS.Timeout | undefined;

  const end = jobs.onDidChange(() => {
    for (const { job } of jobs.jobs) {
      const last = before.get(job.id);
      before.set(job.id, job.state.step);
      // Only what began or changed since the start: what the ledger held is old news. Some fail before anybody has seen them run.
      const wasActive =
        last === undefined
          ? Date.parse(job.createdAt) >= since
          : last !== 'done' && last !== 'failed' && last !== 'cancelled';
      if (wasActive && !isActive(job.state) && job.state.step !== 'cancelled') ended.push(job);
    }
    if (ended.length === 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const batch = ended;
      ended = [];
      void import('./announceEnded.ts').then(({ announceEnded }) => announceEnded(batch));
    }, TOGETHER_MS);
  });
  return new vscode.Disposable(() => {
    end();
    clearTimeout(timer);
  });
}
