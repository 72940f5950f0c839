import * as vscode from 'vscode';
import { revealFile } from './revealFile.ts';

/** Opens a file with the system's program for it. An editor that runs elsewhere has none: it says where the file lies. */
export async function openInSystem(path: string): Promise<void> {
  const here = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (!here || !(await vscode.env.openExternal(vscode.Uri.file(path)))) await revealFile(path);
}
