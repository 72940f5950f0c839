import * as vscode from 'vscode';
import { readBlueprints } from '../../core/blueprints/file/readBlueprints.ts';
import { DEFAULT_LIMITS } from '../../core/blueprints/repository/repositoryFile.ts';
import { fileSize } from '../../host/fileSize.ts';
import type { LoadedFile } from './loadedFile.ts';

/** Reads a file that the user has chosen. What cannot be read is said in one sentence, and then the answer is undefined. */
export async function loadFile(uri: vscode.Uri): Promise<LoadedFile | undefined> {
  const name = uri.path.split('/').at(-1) ?? '';
  const problem = await problemOf(uri, name);
  if (problem !== undefined) {
    void vscode.window.showErrorMessage(problem);
    return undefined;
  }
  return { name, uri, file: await readBlueprints(await vscode.workspace.fs.readFile(uri)) };
}

/** A file that was dropped and is not on the machine of the editor: a browser gives its content alone. */
export type DroppedFile = Pick<vscode.DataTransferFile, 'name' | 'data'>;

/** Reads a file that was dropped. One that is too large is said in one sentence, and then the answer is undefined. */
export async function loadDropped(file: DroppedFile): Promise<LoadedFile | undefined> {
  const { name } = file;
  // The editor's own needs to be asked as the object that it is.
  const bytes = await file.data();
  const most = DEFAULT_LIMITS.fileBytes;
  if (bytes.length <= most) return { name, file: await readBlueprints(bytes) };
  void vscode.window.showErrorMessage(tooLarge(name, most));
  return undefined;
}

function tooLarge(name: string, most: number): string {
  return vscode.l10n.t('{0} is larger than {1}: too large for a blueprints file.', name, fileSize(most));
}

async function problemOf(uri: vscode.Uri, name: string): Promise<string | undefined> {
  const most = DEFAULT_LIMITS.fileBytes;
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory)
      return vscode.l10n.t('{0} is a folder. Choose the file itself.', name);
    return size > most ? tooLarge(name, most) : undefined;
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    return error.code === 'FileNotFound'
      ? vscode.l10n.t('{0} is not there any more.', name)
      : vscode.l10n.t('{0} cannot be read. Check its permissions.', name);
  }
}
