import * as vscode from 'vscode';
import type { SyncProgress } from '../../core/platform/dataPortal.ts';
import type { Failure } from '../../core/platform/failure.ts';
import type { FacilityPlace } from '../../core/platform/place.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';
import { sinceText } from '../../host/sinceText.ts';
import type { PortalNews } from './portalNews.ts';

/** The server tries a failed sync again after an hour. */
const SAME_MS = 60_000;

/** What is known of a facility's data portal without asking anew. */
type Known = Pick<FacilityPlace, 'portal' | 'syncs'>;

/** What a facility's row says of its data portal, in a few words; undefined where there is nothing to say. */
export function portalShort(known: Known, news: PortalNews | undefined): string | undefined {
  if (news?.running) return vscode.l10n.t('sync: {0}', stageText(news.running));
  if (!isRegistered(known, news)) return undefined;
  if (lastFailure(known, news) !== undefined) return vscode.l10n.t('sync failed');
  const good = lastSuccess(known, news);
  return good === undefined ? vscode.l10n.t('never synced') : vscode.l10n.t('synced {0}', sinceText(good));
}

/** The same in full, a line each. */
export function portalLines(known: Known, news: PortalNews | undefined): readonly string[] {
  if (!isRegistered(known, news)) return [];
  const lines = [vscode.l10n.t('Registered with the data portal')];
  if (news?.running) lines.push(vscode.l10n.t('sync: {0}', stageText(news.running)));
  const good = lastSuccess(known, news);
  lines.push(
    good === undefined
      ? vscode.l10n.t('Not synced yet')
      : vscode.l10n.t('Last successful sync {0}', timeText(good)),
  );
  const progress = news?.ended?.progress;
  if (progress)
    lines.push(vscode.l10n.t('{0} sent, {1} received', fileSize(progress.sent), fileSize(progress.received)));
  const failed = lastFailure(known, news);
  const failure = failed === undefined ? undefined : seenFailure(failed, news);
  if (failed !== undefined)
    lines.push(
      failure
        ? vscode.l10n.t('Sync failed {0}: {1}', timeText(failed), failureText(failure).sentence)
        : vscode.l10n.t('Last sync failed {0}', timeText(failed)),
    );
  return lines;
}

/** True for a facility whose last sync has failed. */
export function isSyncFailed(known: Known, news: PortalNews | undefined): boolean {
  return isRegistered(known, news) && lastFailure(known, news) !== undefined;
}

function isRegistered({ portal }: Known, news: PortalNews | undefined): boolean {
  return portal || news?.registered === true || news?.running !== undefined || news?.ended !== undefined;
}

/** The later of what the server has recorded and what was seen to end. */
function lastSuccess({ syncs: { syncedAt } }: Known, news: PortalNews | undefined): string | undefined {
  const ended = news?.ended;
  return later(syncedAt, ended && !ended.failure ? ended.at : undefined);
}

/** When the last sync failed, unless a later one has succeeded. */
function lastFailure(known: Known, news: PortalNews | undefined): string | undefined {
  const failed = later(known.syncs.failedAt, news?.ended?.failure ? news.ended.at : undefined);
  const good = lastSuccess(known, news);
  return failed === undefined || good === undefined || later(failed, good) !== good ? failed : undefined;
}

/** Why it failed, if that is the failure that was seen: the server records it a little before or after it is seen. */
function seenFailure(failedAt: string, news: PortalNews | undefined): Failure | undefined {
  const ended = news?.ended;
  return ended?.failure && Date.parse(failedAt) - Date.parse(ended.at) < SAME_MS ? ended.failure : undefined;
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(one) > Date.parse(other) ? one : other;
}

/** A stage of a sync, and the bytes that have crossed. */
export function stageText({ stage, sent, received }: SyncProgress): string {
  switch (stage) {
    case 'waiting':
      return vscode.l10n.t('waiting for the server');
    case 'connecting':
      return vscode.l10n.t('connecting to the portal');
    case 'receiving':
      return vscode.l10n.t('receiving, {0}', fileSize(received));
    case 'preparing':
      return vscode.l10n.t('preparing');
    case 'sending':
      return vscode.l10n.t('sending, {0}', fileSize(sent));
    case 'finishing':
      return vscode.l10n.t('finishing, {0} sent', fileSize(sent));
  }
}

function timeText(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
