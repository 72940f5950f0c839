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
  return filesIn(transfer).flatMap(({ uri }) => uri ?? []);
}

/** The files that were dropped from a desktop which the editor does not see, because it runs in a browser: their content alone. */
export function droppedContents(transfer: vscode.DataTransfer): readonly vscode.DataTransferFile[] {
  return filesIn(transfer).filter(({ uri }) => uri === undefined);
}

function filesIn(transfer: vscode.DataTransfer): readonly vscode.DataTransferFile[] {
  return [...transfer].flatMap(([, item]) => item.asFile() ?? []);
}
