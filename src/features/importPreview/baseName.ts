import type * as vscode from 'vscode';

/** The last part of an address. */
export function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
