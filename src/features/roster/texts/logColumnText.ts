import * as vscode from 'vscode';
import type { LogColumn } from '../../../core/logs/logTable.ts';

/** What a column of Kolibri's usage logs holds, in Markdown. */
export function logColumnText(column: LogColumn): string {
  switch (column) {
    case 'facilityName':
      return vscode.l10n.t('The facility; empty for somebody who was not signed in.');
    case 'username':
      return vscode.l10n.t('The user name; empty for somebody who was not signed in.');
    case 'userType':
      return vscode.l10n.t('The role. Somebody with several roles has a row for each: the rows are repeats.');
    case 'channelId':
      return vscode.l10n.t('The id of the channel that the resource belongs to.');
    case 'channelName':
      return vscode.l10n.t('The name of the channel; empty where it is not on the server.');
    case 'folder':
      return vscode.l10n.t('A folder of the channel in which the resource is, from the outermost on.');
    case 'contentId':
      return vscode.l10n.t('The id of the resource; the same in all channels that have it.');
    case 'contentTitle':
      return vscode.l10n.t('The title of the resource; empty where its channel is not on the server.');
    case 'firstInteraction':
      return vscode.l10n.t('When it was first opened, in the time zone in which that was recorded.');
    case 'lastInteraction':
      return vscode.l10n.t('When something was last done with it.');
    case 'completion':
      return vscode.l10n.t('When it was completed; empty while it is not.');
    case 'timeSpent':
      return vscode.l10n.t('Seconds spent on it.');
    case 'progress':
      return vscode.l10n.t('How far it was done, from 0 to 1.');
    case 'kind':
      return vscode.l10n.t('The kind of resource, such as video, exercise or document.');
  }
}
