import * as vscode from 'vscode';
import { decodeText, LOST } from '../../core/blueprints/file/decodeText.ts';
import { readBlueprints } from '../../core/blueprints/file/readBlueprints.ts';
import { DEFAULT_LIMITS } from '../../core/blueprints/repository/repositoryFile.ts';
import { fileSize } from '../../host/fileSize.ts';
import type { LoadedFile } from './loadedFile.ts';

/** A file that was read, or in one sentence why it cannot be. */
export type Loading = LoadedFile | { readonly problem: string };

/** Reads a file that the user has chosen: as it is on the screen, where it is being edited, else as it is on the disk. */
export async function loadFile(uri: vscode.Uri): Promise<Loading> {
  const name = uri.path.split('/').at(-1) ?? '';
  const edited = vscode.workspace.textDocuments.find(
    (one) => one.isDirty && one.uri.toString() === uri.toString(),
  );
  if (edited) {
    const text = edited.getText();
    return (await isMisread(uri, text))
      ? {
          problem: vscode.l10n.t(
            'In {0}, “�” stands in place of letters that could not be read. Close it without saving, and reopen it with its own encoding.',
            name,
          ),
        }
      : loaded(name, Buffer.from(text, 'utf8'), uri);
  }
  const problem = await problemOf(uri, name);
  return problem === undefined ? loaded(name, await vscode.workspace.fs.readFile(uri), uri) : { problem };
}

/** True for a text with letters lost that the file on the disk still has: it was opened in the wrong encoding. */
async function isMisread(uri: vscode.Uri, text: string): Promise<boolean> {
  if (!text.includes(LOST)) return false;
  try {
    const onDisk = decodeText(await vscode.workspace.fs.readFile(uri));
    return !onDisk.encoding.lossless || !onDisk.text.includes(LOST);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false; // never saved, or gone: there is nothing else to read
    throw error;
  }
}

/** A file that was dropped and is not on the machine of the editor: a browser gives its content alone. */
export type DroppedFile = Pick<vscode.DataTransferFile, 'name' | 'data'>;

/** Reads a file that was dropped. */
export async function loadDropped(file: DroppedFile): Promise<Loading> {
  // The editor's own needs to be asked as the object that it is.
  return loaded(file.name, await file.data());
}

async function loaded(name: string, bytes: Uint8Array, uri?: vscode.Uri): Promise<Loading> {
  const most = DEFAULT_LIMITS.fileBytes;
  if (bytes.length > most) return { problem: tooLarge(name, most) };
  return { name, file: await readBlueprints(bytes), ...(uri && { uri }) };
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
