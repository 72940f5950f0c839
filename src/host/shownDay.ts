import * as vscode from 'vscode';

/** A day as a row shows it: "12 Aug", with its year when that is not this one. */
export function shownDay(date: Date, now = new Date()): string {
  return date.toLocaleDateString(vscode.env.language, {
    day: 'numeric',
    month: 'short',
    ...(date.getFullYear() !== now.getFullYear() && { year: 'numeric' }),
  });
}
