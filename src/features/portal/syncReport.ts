import * as vscode from 'vscode';
import type { Ref } from '../../core/platform/place.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';
import type { PortalNews } from './portalNews.ts';

/** Facilities that are named one by one; more are counted. */
const NAMED = 5;

/** One message for syncs that have ended together: which facilities are not synced, and why, then which are. */
export type SyncReport = { readonly isFailure: boolean; readonly text: string };

/** Undefined where nothing is to be said: all were cancelled. */
export function syncReport(results: readonly (readonly [Ref, PortalNews])[]): SyncReport | undefined {
  const done: string[] = [];
  const failed = new Map<string, string[]>();
  let sent = 0;
  for (const [{ name }, { ended }] of results) {
    if (!ended || ended.failure?.kind === 'cancelled') continue;
    if (ended.failure) {
      const { sentence } = failureText(ended.failure);
      failed.set(sentence, [...(failed.get(sentence) ?? []), name]);
    } else {
      done.push(name);
      sent += ended.progress?.sent ?? 0;
    }
  }
  const size = fileSize(sent);
  if (failed.size > 0) {
    const parts = [...failed].map(([sentence, names]) =>
      vscode.l10n.t('{0} could not be synced. {1}', listed(names), sentence),
    );
    if (done.length > 0) parts.push(vscode.l10n.t('Synced: {0} ({1} sent).', listed(done), size));
    return { isFailure: true, text: parts.join(' ') };
  }
  const [only] = done;
  if (only === undefined) return undefined;
  const text =
    done.length === 1
      ? vscode.l10n.t('{0} is synced with the data portal ({1} sent).', only, size)
      : vscode.l10n.t('{0} facilities are synced with the data portal ({1} sent).', done.length, size);
  return { isFailure: false, text };
}

function listed(names: readonly string[]): string {
  const shown = names.length <= NAMED ? names : names.slice(0, NAMED - 1);
  const more = names.length - shown.length;
  const words = more === 0 ? shown : [...shown, vscode.l10n.t('{0} more', more)];
  return new Intl.ListFormat(vscode.env.language, { type: 'conjunction' }).format(words);
}
