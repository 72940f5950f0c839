import * as vscode from 'vscode';
import type { Failure, Overtaker } from '../core/platform/failure.ts';
import { addressText } from './addressText.ts';
import { damagedText } from './damagedText.ts';
import { diskText } from './diskText.ts';
import type { Explanation } from './explanation.ts';
import { goneText } from './goneText.ts';
import { portalText } from './portalText.ts';
import { repositoryText } from './repositoryText.ts';

/** Maps each failure, once, to what a person reads. The server's own words are quoted; they are never logged. */
export function failureText(failure: Failure): Explanation {
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
      return diskText(failure);
    case 'damaged':
      return damagedText(failure);
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

function serverText({ status, detail }: Extract<Failure, { kind: 'serverFault' }>): string {
  if (detail) return vscode.l10n.t('The server could not do it: {0} Try again later.', quote(detail));
  return status === undefined
    ? vscode.l10n.t('The server could not do it. Try again later.')
    : vscode.l10n.t('The server answered with error {0}. Try again later.', status);
}

function overtakenText(by: Overtaker): Explanation {
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

/** A server's text as one quoted sentence. */
function quote(detail: string): string {
  const text = detail.replace(/\s+/g, ' ').trim().slice(0, 300);
  return /[.!?]$/.test(text) ? `“${text}”` : `“${text}”.`;
}
