import { STATUS_CODES } from 'node:http';
import * as vscode from 'vscode';
import type { Failure, Overtaker, PortalProblem } from '../core/platform/failure.ts';
import { addressText } from './addressText.ts';
import { repositoryText } from './repositoryText.ts';

/** The one thing that mends a failure, if the user can. */
export type Mend = 'signIn' | 'retry' | 'startAgain' | 'openSettings' | 'handOver';

export type FailureText = {
  /** For a row's description: a few words. */
  readonly short: string;
  /** Why, and what to do. */
  readonly sentence: string;
  readonly mend?: Mend;
};

/** Maps each failure, once, to what a person reads. The server's own words are quoted; they are never logged. */
export function failureText(failure: Failure): FailureText {
  switch (failure.kind) {
    case 'offline':
      return {
        short: vscode.l10n.t('offline'),
        sentence: failure.host
          ? vscode.l10n.t(
              '{0} cannot be reached ({1}). Check the network and the address, then try again.',
              failure.host,
              failure.code,
            )
          : vscode.l10n.t(
              'The server cannot be reached ({0}). Check the network and the address, then try again.',
              failure.code,
            ),
        mend: 'retry',
      };
    case 'signedOut':
      return {
        short: vscode.l10n.t('signed out'),
        sentence: vscode.l10n.t('The server does not accept these credentials. Sign in again.'),
        mend: 'signIn',
      };
    case 'forbidden':
      return {
        short: vscode.l10n.t('not allowed'),
        sentence:
          failure.needs === 'facilityAdmin'
            ? vscode.l10n.t('This account may not do that. An administrator of the facility is needed.')
            : vscode.l10n.t(
                'This account may not do that. Ask the owner of the organisation or the server for the right.',
              ),
      };
    case 'gone':
      return goneText(failure.missing);
    case 'rateLimited':
      return {
        short: vscode.l10n.t('too many requests'),
        sentence: vscode.l10n.t('The organisation has sent too many requests. Try again in a minute.'),
        mend: 'retry',
      };
    case 'quotaUsedUp':
      return {
        short: vscode.l10n.t('daily limit reached'),
        sentence:
          failure.of === 'share'
            ? vscode.l10n.t(
                'Lectern has used its share of the organisation’s requests for today (setting lectern.codio.dailyShare); the rest is left to others.',
              )
            : vscode.l10n.t('The organisation has used up its requests for today. Try again tomorrow.'),
        mend: 'retry',
      };
    case 'serverFault':
      return {
        short:
          failure.status === undefined
            ? vscode.l10n.t('the server failed')
            : vscode.l10n.t('server error {0}', failure.status),
        sentence: serverText(failure),
        mend: 'retry',
      };
    case 'badInput':
      return {
        short: vscode.l10n.t('not accepted'),
        sentence: failure.detail
          ? vscode.l10n.t('The server does not accept this request: {0}', quote(failure.detail))
          : vscode.l10n.t('The server does not accept this request.'),
      };
    case 'unexpectedAnswer':
      return {
        short: vscode.l10n.t('answer not understood'),
        sentence: failure.at
          ? vscode.l10n.t(
              'The server answered in a form that Lectern does not know (at “{0}”). It may be a newer version.',
              failure.at,
            )
          : vscode.l10n.t(
              'The server answered in a form that Lectern does not know. It may be a newer version.',
            ),
        mend: 'retry',
      };
    case 'overtaken':
      return overtakenText(failure.by);
    case 'portal':
      return portalText(failure.problem, failure.status);
    case 'disk':
      return diskText(failure.problem, failure.path);
    case 'damaged':
      return damagedText(failure.problem);
    case 'address':
      return addressText(failure.field, failure.problem);
    case 'repository':
      return repositoryText(failure.problem);
    case 'timedOut':
      return {
        short: vscode.l10n.t('no answer'),
        sentence: vscode.l10n.t('The server took too long to answer. Try again.'),
        mend: 'retry',
      };
    case 'cancelled':
      return { short: vscode.l10n.t('cancelled'), sentence: vscode.l10n.t('Cancelled.') };
  }
}

function goneText(missing: Extract<Failure, { kind: 'gone' }>['missing']): FailureText {
  switch (missing) {
    case 'server':
      return {
        short: vscode.l10n.t('connection removed'),
        sentence: vscode.l10n.t('The connection was removed. Add it again to go on.'),
      };
    case 'kolibri':
      return {
        short: vscode.l10n.t('not a Kolibri'),
        sentence: vscode.l10n.t(
          'Something answers at this address, but not a Kolibri. Compare the address and its path with the browser’s; where they have changed, add the connection again.',
        ),
        mend: 'retry',
      };
    case 'place':
      return {
        short: vscode.l10n.t('not there'),
        sentence: vscode.l10n.t(
          'The server does not know this course, assignment or person any more. Refresh the view.',
        ),
      };
    case 'task':
      return {
        short: vscode.l10n.t('forgotten by the server'),
        sentence: vscode.l10n.t('The server has forgotten this export. Start it again.'),
        mend: 'startAgain',
      };
    case 'link':
      return {
        short: vscode.l10n.t('link expired'),
        sentence: vscode.l10n.t('The link has expired. Start the export again.'),
        mend: 'startAgain',
      };
    case 'file':
      return {
        short: vscode.l10n.t('no file'),
        sentence: vscode.l10n.t('The server finished without a file. Start the export again.'),
        mend: 'startAgain',
      };
    case 'sources':
      return {
        short: vscode.l10n.t('sources are gone'),
        sentence: vscode.l10n.t(
          'The Sources export that this is rendered from was moved or deleted. Start again with a fresh one.',
        ),
        mend: 'startAgain',
      };
    case 'guides':
      return {
        short: vscode.l10n.t('no Guides'),
        sentence: vscode.l10n.t(
          'None of the chosen assignments has Guides in the Sources export; it holds published assignments only. Start again with a fresh one.',
        ),
        mend: 'startAgain',
      };
    case 'manifest':
      return {
        short: vscode.l10n.t('no manifest'),
        sentence: vscode.l10n.t(
          'There is no manifest.json of a close-out in this folder. Choose the dated folder that a close-out has made.',
        ),
      };
  }
}

function serverText({ status, detail }: Extract<Failure, { kind: 'serverFault' }>): string {
  if (detail) return vscode.l10n.t('The server could not do it: {0} Try again later.', quote(detail));
  return status === undefined
    ? vscode.l10n.t('The server could not do it. Try again later.')
    : vscode.l10n.t('The server answered with error {0}. Try again later.', status);
}

function overtakenText(by: Overtaker): FailureText {
  switch (by) {
    case 'cancellation':
      return {
        short: vscode.l10n.t('cancelled on the server'),
        sentence: vscode.l10n.t('Somebody has cancelled this on the server. Start the export again.'),
        mend: 'startAgain',
      };
    case 'otherExport':
      return {
        short: vscode.l10n.t('replaced on the server'),
        sentence: vscode.l10n.t(
          'Somebody else has exported other days, or in another language, meanwhile, and the server keeps the last export only. Start the export again.',
        ),
        mend: 'startAgain',
      };
  }
}

function portalText(problem: PortalProblem, status = 0): FailureText {
  switch (problem) {
    case 'offline':
      return {
        short: vscode.l10n.t('data portal not reached'),
        sentence: vscode.l10n.t(
          'The Kolibri server cannot reach the data portal. Check its internet connection, then try again.',
        ),
        mend: 'retry',
      };
    case 'badToken':
      return {
        short: vscode.l10n.t('token not known'),
        sentence: vscode.l10n.t(
          'The data portal does not know this project token. Check it with whoever gave it to you.',
        ),
      };
    case 'refused': {
      const meaning = STATUS_CODES[status];
      const answer = meaning === undefined ? String(status) : `${status} (${meaning})`;
      return {
        short: vscode.l10n.t('data portal answered {0}', status),
        sentence: vscode.l10n.t('The data portal answered {0}. Try again later.', answer),
        mend: 'retry',
      };
    }
  }
}

function diskText(problem: Extract<Failure, { kind: 'disk' }>['problem'], path: string): FailureText {
  switch (problem) {
    case 'full':
      return {
        short: vscode.l10n.t('disk full'),
        sentence: vscode.l10n.t('The disk is full. Make room, then retry: what has arrived is kept.'),
        mend: 'retry',
      };
    case 'denied':
      return {
        short: vscode.l10n.t('folder not writable'),
        sentence: vscode.l10n.t(
          '{0} cannot be written. Choose another export folder in the settings.',
          path || vscode.l10n.t('The folder'),
        ),
        mend: 'openSettings',
      };
    case 'missing':
      return {
        short: vscode.l10n.t('folder missing'),
        sentence: vscode.l10n.t(
          '{0} is not there. Choose another export folder in the settings.',
          path || vscode.l10n.t('The folder'),
        ),
        mend: 'openSettings',
      };
    case 'other':
      return {
        short: vscode.l10n.t('cannot be saved'),
        sentence: vscode.l10n.t(
          '{0} cannot be written. The log has the details.',
          path || vscode.l10n.t('The file'),
        ),
        mend: 'retry',
      };
  }
}

function damagedText(problem: Extract<Failure, { kind: 'damaged' }>['problem']): FailureText {
  switch (problem) {
    case 'truncated':
      return {
        short: vscode.l10n.t('download broke off'),
        sentence: vscode.l10n.t('The download broke off. Retry goes on from where it stopped.'),
        mend: 'retry',
      };
    case 'webPage':
      return {
        short: vscode.l10n.t('a web page came'),
        sentence: vscode.l10n.t('The server sent a web page instead of the file. Start the export again.'),
        mend: 'startAgain',
      };
    case 'wrongKind':
      return {
        short: vscode.l10n.t('another kind of file'),
        sentence: vscode.l10n.t(
          'The server sent another kind of file than this export is. Start the export again.',
        ),
        mend: 'retry',
      };
    case 'manifest':
      return {
        short: vscode.l10n.t('manifest is damaged'),
        sentence: vscode.l10n.t('The manifest.json in this folder is damaged, or not of a close-out.'),
      };
    case 'unreadable':
      return {
        short: vscode.l10n.t('file is damaged'),
        sentence: vscode.l10n.t('The file that arrived cannot be read to its end. Start the export again.'),
        mend: 'startAgain',
      };
  }
}

/** A server's text as one quoted sentence. */
function quote(detail: string): string {
  const text = detail.replace(/\s+/g, ' ').trim().slice(0, 300);
  return /[.!?]$/.test(text) ? `“${text}”` : `“${text}”.`;
}
