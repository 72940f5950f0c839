import * as vscode from 'vscode';
import type { SyncProgress } from '../../core/platform/dataPortal.ts';
import type { PortalRecord } from '../../core/platform/place.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';
import { sinceText } from '../../host/sinceText.ts';
import type { PortalNews } from './portalNews.ts';

/** What a facility's row says of its data portal, in a few words; undefined where there is nothing to say. */
export function portalShort(
  record: PortalRecord | undefined,
  news: PortalNews | undefined,
): string | undefined {
  if (news?.running) return progressText(news.running);
  if (news?.ended)
    return news.ended.failure
      ? vscode.l10n.t('sync failed: {0}', failureText(news.ended.failure).short)
      : vscode.l10n.t('synced {0}', sinceText(news.ended.at));
  if (record?.syncedAt !== undefined) return vscode.l10n.t('synced {0}', sinceText(record.syncedAt));
  return record || news?.registered ? vscode.l10n.t('never synced') : undefined;
}

/** The same in full, a line each. */
export function portalLines(
  record: PortalRecord | undefined,
  news: PortalNews | undefined,
): readonly string[] {
  if (!record && !news) return [];
  const lines = [vscode.l10n.t('Registered with the data portal')];
  const { running, ended } = news ?? {};
  if (running) lines.push(progressText(running));
  const good = ended && !ended.failure ? ended.at : record?.syncedAt;
  lines.push(
    good === undefined
      ? vscode.l10n.t('Not synced yet')
      : vscode.l10n.t('Last successful sync {0}', timeText(good)),
  );
  if (ended?.failure)
    lines.push(
      vscode.l10n.t('Sync failed {0}: {1}', timeText(ended.at), failureText(ended.failure).sentence),
    );
  else if (record?.failedAt !== undefined && (good === undefined || record.failedAt > good))
    lines.push(vscode.l10n.t('Last sync failed {0}', timeText(record.failedAt)));
  return lines;
}

/** A stage of a sync, and the bytes that have crossed. */
export function progressText({ stage, sent, received }: SyncProgress): string {
  switch (stage) {
    case 'waiting':
      return vscode.l10n.t('sync: waiting for the server');
    case 'connecting':
      return vscode.l10n.t('sync: connecting to the portal');
    case 'receiving':
      return vscode.l10n.t('sync: receiving, {0}', fileSize(received));
    case 'preparing':
      return vscode.l10n.t('sync: preparing');
    case 'sending':
      return vscode.l10n.t('sync: sending, {0}', fileSize(sent));
    case 'finishing':
      return vscode.l10n.t('sync: finishing, {0} sent', fileSize(sent));
  }
}

function timeText(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
