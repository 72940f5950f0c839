import * as vscode from 'vscode';

const URI_LIST = 'text/uri-list';

/** What a view says that it takes, so that files can be dropped on it. */
export const DROP_TYPES: readonly string[] = [URI_LIST, 'files'];

/** The files that were dropped, from the explorer or from the desktop. */
export async function droppedFiles(transfer: vscode.DataTransfer): Promise<readonly vscode.Uri[]> {
  const list = (await transfer.get(URI_LIST)?.asString()) ?? '';
  const listed = list
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line));
  if (listed.length > 0) return listed;
  const dropped: vscode.Uri[] = [];
  for (const [, item] of transfer) {
    const uri = item.asFile()?.uri;
    if (uri) dropped.push(uri);
  }
  return dropped;
}
