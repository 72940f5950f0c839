import type { RemoteFile, TaskState } from '../platform/exportPort.ts';
import type { Job } from './job.ts';

/**
 * What the status of a job means for an export (Kolibri protocol, sections 3 and 5). Only `status` tells: a percentage of 1 may
 * belong to a running job, and a finished one need not reach it. COMPLETED with an error text is a failure all the same.
 */
export function jobState(job: Job, file: RemoteFile): TaskState {
  switch (job.status) {
    case 'COMPLETED': {
      const errors = overallErrors(job);
      return errors.length > 0 ? { step: 'failed', reason: errors.join(' ') } : { step: 'ready', file };
    }
    case 'FAILED':
      return { step: 'failed', reason: failureReason(job) };
    case 'CANCELED':
      return { step: 'overtaken', by: 'cancellation' };
    default: {
      const fraction = Math.min(1, Math.max(0, job.percentage ?? 0));
      return { step: 'running', ...(fraction > 0 && { fraction }) };
    }
  }
}

/** What a job that is done says that went wrong all the same. */
export function overallErrors({ extra_metadata }: Job): readonly string[] {
  const { overall_error } = extra_metadata;
  const texts = typeof overall_error === 'string' ? [overall_error] : overall_error;
  return texts.filter((text) => text.trim() !== '').map(withoutPaths);
}

/** Of a traceback only the last line has the message; the others show the server's files. */
export function failureReason(job: Job): string {
  const errors = overallErrors(job);
  if (errors.length > 0) return errors.join(' ');
  const last = (job.traceback ?? '').trimEnd().split('\n').at(-1)?.trim() ?? '';
  return last === '' ? (job.exception ?? '') : withoutPaths(last);
}

const QUOTED_PATH = /(["'])(?:(?!\1).)*[\\/](?:(?!\1).)*\1/g;
const BARE_PATH = /(^|[\s(=:])(?:[A-Za-z]:)?[\\/][^\s'",;)]+/g;

function withoutPaths(text: string): string {
  return text.replace(QUOTED_PATH, '…').replace(BARE_PATH, '$1…');
}
