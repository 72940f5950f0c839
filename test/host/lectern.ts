import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/extension.ts';
import type { Job, JobState } from '../../src/core/exports/job/job.ts';
import { isActive } from '../../src/core/exports/job/job.ts';
import { until } from '../until.ts';

/** The running extension, as it shows itself to tests. */
export async function lectern(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api | undefined>('lectern.lectern');
  assert.ok(extension, 'the extension is not installed');
  const api = await extension.activate();
  assert.ok(api, 'the extension does not run in test mode');
  return api;
}

/** The one job that is not among `known`. */
export async function newJob({ services }: Api, known: readonly string[]): Promise<Job> {
  return until('a new job', () => services.jobs.jobs.find(({ job }) => !known.includes(job.id))?.job);
}

export function jobIds({ services }: Api): readonly string[] {
  return services.jobs.jobs.map(({ job }) => job.id);
}

export type Ended = Exclude<JobState, { step: 'queued' | 'asking' | 'waiting' | 'downloading' | 'saving' }>;

/** How a job ends. */
export async function endOf({ services }: Api, id: string): Promise<Ended> {
  return until('the end of the job', () => {
    const state = services.jobs.job(id)?.job.state;
    return state === undefined || isActive(state) ? undefined : state;
  });
}
