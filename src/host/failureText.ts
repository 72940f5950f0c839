import * as vscode from 'vscode';
import type { Failure } from '../core/platform/failure.ts';

/** The one thing that mends a failure, if the user can. */
export type Mend = 'signIn' | 'retry' | 'openSettings';

export type FailureText = {
  /** For a row's description: a few words. */
  readonly short: string;
  /** Why, and what to do. */
  readonly sentence: string;
  readonly mend?: Mend;
};

/** Maps each failure, once, to what a person reads. The server's own words are quoted; they are never logged. */
export function failureText(failure: Failure): FailureText {
  const { t } = vscode.l10n;
  switch (failure.kind) {
    case 'offline':
      return {
        short: t('offline'),
        sentence: failure.host
          ? t(
              '{0} cannot be reached ({1}). Check the network and the address, then try again.',
              failure.host,
              failure.code,
            )
          : t(
              'The server cannot be reached ({0}). Check the network and the address, then try again.',
              failure.code,
            ),
        mend: 'retry',
      };
    case 'signedOut':
      return {
        short: t('signed out'),
        sentence: t('The server does not accept these credentials. Sign in again.'),
        mend: 'signIn',
      };
    case 'forbidden':
      return {
        short: t('not allowed'),
        sentence: t(
          'This account may not do that. Ask the owner of the organisation or the server for the right.',
        ),
      };
    case 'gone':
      return goneText(failure.missing);
    case 'rateLimited':
      return {
        short: t('too many requests'),
        sentence: t('The organisation has sent too many requests. Try again in a minute.'),
        mend: 'retry',
      };
    case 'quotaUsedUp':
      return {
        short: t('daily limit reached'),
        sentence: t('The organisation has used up its requests for today. Try again tomorrow.'),
        mend: 'retry',
      };
    case 'serverFault':
      return {
        short: failure.status === undefined ? t('the server failed') : t('server error {0}', failure.status),
        sentence: serverText(failure),
        mend: 'retry',
      };
    case 'badInput':
      return {
        short: t('not accepted'),
        sentence: failure.detail
          ? t('The server does not accept this request: {0}', quote(failure.detail))
          : t('The server does not accept this request.'),
      };
    case 'disk':
      return diskText(failure.problem, failure.path);
    case 'damaged':
      return damagedText(failure.problem);
    case 'timedOut':
      return {
        short: t('no answer'),
        sentence: t('The server took too long to answer. Try again.'),
        mend: 'retry',
      };
    case 'cancelled':
      return { short: t('cancelled'), sentence: t('Cancelled.') };
  }
}

function goneText(missing: Extract<Failure, { kind: 'gone' }>['missing']): FailureText {
  const { t } = vscode.l10n;
  switch (missing) {
    case 'server':
      return {
        short: t('connection removed'),
        sentence: t('The connection was removed. Add it again to go on.'),
      };
    case 'place':
      return {
        short: t('not there'),
        sentence: t('The server does not know this course, assignment or person any more. Refresh the view.'),
      };
    case 'task':
      return {
        short: t('forgotten by the server'),
        sentence: t('The server has forgotten this export. Start it again.'),
        mend: 'retry',
      };
    case 'link':
      return {
        short: t('link expired'),
        sentence: t('The link has expired. Start the export again.'),
        mend: 'retry',
      };
    case 'file':
      return {
        short: t('no file'),
        sentence: t('The server finished without a file. Start the export again.'),
        mend: 'retry',
      };
  }
}

function serverText({ status, detail }: Extract<Failure, { kind: 'serverFault' }>): string {
  const { t } = vscode.l10n;
  if (detail) return t('The server could not do it: {0} Try again later.', quote(detail));
  return status === undefined
    ? t('The server could not do it. Try again later.')
    : t('The server answered with error {0}. Try again later.', status);
}

function diskText(problem: Extract<Failure, { kind: 'disk' }>['problem'], path: string): FailureText {
  const { t } = vscode.l10n;
  switch (problem) {
    case 'full':
      return {
        short: t('disk full'),
        sentence: t('The disk is full. Make room, then retry: what has arrived is kept.'),
        mend: 'retry',
      };
    case 'denied':
      return {
        short: t('folder not writable'),
        sentence: t(
          '{0} cannot be written. Choose another export folder in the settings.',
          path || t('The folder'),
        ),
        mend: 'openSettings',
      };
    case 'missing':
      return {
        short: t('folder missing'),
        sentence: t(
          '{0} is not there. Choose another export folder in the settings.',
          path || t('The folder'),
        ),
        mend: 'openSettings',
      };
    case 'other':
      return {
        short: t('cannot be saved'),
        sentence: t('{0} cannot be written. The log has the details.', path || t('The file')),
        mend: 'retry',
      };
  }
}

function damagedText(problem: Extract<Failure, { kind: 'damaged' }>['problem']): FailureText {
  const { t } = vscode.l10n;
  switch (problem) {
    case 'truncated':
      return {
        short: t('download broke off'),
        sentence: t('The download broke off. Retry goes on from where it stopped.'),
        mend: 'retry',
      };
    case 'webPage':
      return {
        short: t('a web page came'),
        sentence: t('The server sent a web page instead of the file. Start the export again.'),
        mend: 'retry',
      };
    case 'wrongKind':
      return {
        short: t('another kind of file'),
        sentence: t('The server sent another kind of file than this export is. Start the export again.'),
        mend: 'retry',
      };
    case 'unreadable':
      return {
        short: t('file is damaged'),
        sentence: t('The file that arrived cannot be read to its end. Start the export again.'),
        mend: 'retry',
      };
  }
}

/** A server's text as one quoted sentence. */
function quote(detail: string): string {
  const text = detail.replace(/\s+/g, ' ').trim().slice(0, 300);
  return /[.!?]$/.test(text) ? `“${text}”` : `“${text}”.`;
}
