import * as vscode from 'vscode';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size in bytes as the editor's explorer shows it: `48.2 MB`, steps of 1024. */
export function fileSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 ? 0 : value < 10 ? 2 : 1;
  return `${value.toLocaleString(vscode.env.language, { maximumFractionDigits: digits })} ${UNITS[unit] ?? ''}`;
}
