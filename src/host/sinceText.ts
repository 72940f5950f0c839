import * as vscode from 'vscode';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A time that has passed: relative within a day ("5 minutes ago"), a date after that. */
export function sinceText(iso: string, now: number = Date.now()): string {
  const at = new Date(iso);
  const passed = Math.max(0, now - at.getTime());
  if (passed >= DAY) return at.toLocaleDateString(vscode.env.language, { dateStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto' });
  if (passed >= HOUR) return relative.format(-Math.floor(passed / HOUR), 'hour');
  if (passed >= MINUTE) return relative.format(-Math.floor(passed / MINUTE), 'minute');
  return vscode.l10n.t('just now');
}
