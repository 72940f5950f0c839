import * as vscode from 'vscode';

/** A calendar day, `2026-03-05`, as the editor's language writes it. */
export function dayText(day: string): string {
  // Noon: the same day in the time zone of whoever reads.
  return new Date(`${day}T12:00:00`).toLocaleDateString(vscode.env.language, { dateStyle: 'medium' });
}
