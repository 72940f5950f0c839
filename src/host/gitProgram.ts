import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';

/**
 * The git that the editor is told to use (its setting `git.path`, one path or several to try): the first that is there. A workspace
 * has no say in which program runs. Undefined: the one on the PATH.
 */
export async function gitProgram(): Promise<string | undefined> {
  const value: unknown = vscode.workspace.getConfiguration('git').inspect('path')?.globalValue;
  const paths: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const path of paths)
    if (typeof path === 'string' && isAbsolute(path) && (await isFile(path))) return path;
  return undefined;
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
