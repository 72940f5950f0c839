import * as vscode from 'vscode';

/** The scheme of what is in an export: the authority is the job's id, the path leads into the archive. */
export const EXPORT_SCHEME = 'lectern-export';

/** Where an entry of an export's archive can be opened. */
export function entryUri(jobId: string, path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: EXPORT_SCHEME, authority: jobId, path: `/${path}` });
}

export function entryOf({ authority, path }: vscode.Uri): { readonly jobId: string; readonly path: string } {
  return { jobId: authority, path: path.slice(1) };
}
