import * as vscode from 'vscode';

/** Shows a file or folder where the user keeps files. An editor that runs elsewhere has no file manager: it offers the path. */
export async function revealFile(path: string): Promise<void> {
  if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path));
    return;
  }
  const copy = vscode.l10n.t('Copy Path');
  const chosen = await vscode.window.showInformationMessage(path, copy);
  if (chosen === copy) await vscode.env.clipboard.writeText(path);
}
