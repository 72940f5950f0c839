import * as vscode from 'vscode';

/** When something goes on by itself: "goes on at 14:05", "goes on tomorrow at 02:00", "goes on 24 Nov at 02:00". `until` is ISO. */
export function goesOnText(until: string, now = new Date()): string {
  const at = new Date(until);
  const clock = at.toLocaleTimeString(vscode.env.language, { timeStyle: 'short' });
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  if (at.toDateString() === now.toDateString() || at < now) return vscode.l10n.t('goes on at {0}', clock);
  if (at.toDateString() === tomorrow.toDateString()) return vscode.l10n.t('goes on tomorrow at {0}', clock);
  const day = at.toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'short' });
  return vscode.l10n.t('goes on {0} at {1}', day, clock);
}
