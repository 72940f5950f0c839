import * as vscode from 'vscode';
import { canHandOver } from '../../core/adopt/canHandOver.ts';
import type { Job } from '../../core/exports/job/job.ts';
import type { Failure } from '../../core/platform/failure.ts';
import type { Explanation } from '../../host/explanation.ts';
import { failureText } from '../../host/failureText.ts';

/** What a person reads of a failed job: as of any failure, unless the browser can do what the server could not. */
export function jobFailureText(job: Pick<Job, 'request' | 'state'>, failure: Failure): Explanation {
  if (!canHandOver(job)) return failureText(failure);
  return {
    short: vscode.l10n.t('not offered by the server'),
    sentence: handOverReason(),
    mend: 'handOver',
  };
}

/** Why the browser is asked to do what the server could not. */
export function handOverReason(): string {
  return vscode.l10n.t(
    'The server does not offer this export, or does not know what it is about any more. Export it in the browser, and hand the file over.',
  );
}
