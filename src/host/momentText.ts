import * as vscode from 'vscode';

/** A moment, with its day: "Nov 22, 10:42 AM". For what stays on the screen while time goes on. `at` in milliseconds since 1970. */
export function momentText(at: number): string {
  return new Date(at).toLocaleString(vscode.env.language, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
}
