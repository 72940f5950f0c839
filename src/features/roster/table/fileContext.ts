import * as vscode from 'vscode';
import { detectEncoding, type DetectedEncoding } from '../../../core/roster/encoding/detectEncoding.ts';

const REPOSITORY_FOLDERS = ['.git', '.hg', '.svn'];
const DEEPEST = 40;

/** The bytes of a saved file and how they are encoded; undefined for a document that is not on a disk, or cannot be read. */
export async function encodedBytes(
  uri: vscode.Uri,
): Promise<{ readonly bytes: Uint8Array; readonly encoding: DetectedEncoding } | undefined> {
  if (uri.scheme === 'untitled') return undefined;
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { bytes, encoding: detectEncoding(bytes) };
  } catch {
    return undefined;
  }
}

/** True if a file is in a folder under version control. */
export async function isInRepository(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  let folder = vscode.Uri.joinPath(uri, '..');
  for (let depth = 0; depth < DEEPEST; depth++) {
    for (const name of REPOSITORY_FOLDERS) if (await exists(vscode.Uri.joinPath(folder, name))) return true;
    const parent = vscode.Uri.joinPath(folder, '..');
    if (parent.path === folder.path) return false;
    folder = parent;
  }
  return false;
}

/** True if there is a file or folder of that name. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
