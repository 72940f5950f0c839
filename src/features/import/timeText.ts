import * as vscode from 'vscode';

/** An ISO time as people read it, to the second. */
export function timeText(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
}
