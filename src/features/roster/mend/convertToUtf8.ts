import * as vscode from 'vscode';
import { canDecode, decodeBytes } from '../../../core/roster/encoding/decodeBytes.ts';
import { detectEncoding } from '../../../core/roster/encoding/detectEncoding.ts';
import { encodingLabel } from '../table/encodingLabel.ts';
import { freeName } from './freeName.ts';

/**
 * Writes a file anew in UTF-8, after a question. The file as it was is kept beside it, byte for byte. Unsaved changes have to be saved
 * or given up first, so that there is one truth about its text.
 */
export async function convertToUtf8(document: vscode.TextDocument | undefined): Promise<void> {
  if (document === undefined || document.uri.scheme === 'untitled') {
    await say(vscode.l10n.t('Open a saved file first: what is not saved yet is saved in UTF-8.'));
    return;
  }
  const { uri } = document;
  if (document.isDirty) {
    await say(vscode.l10n.t('The file has changes that are not saved. Save or revert it first.'));
    return;
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  const { name, isMarkedTwice = false } = detectEncoding(bytes);
  if (!isMarkedTwice && (name === 'utf8' || name === 'utf8bom')) {
    await say(vscode.l10n.t('The file is in UTF-8 already.'));
    return;
  }
  const text = canDecode(name) ? decodeBytes(bytes, name)?.replace(/^\uFEFF+/, '') : undefined;
  if (text === undefined) {
    await say(
      vscode.l10n.t(
        'The encoding of the file cannot be told for sure. Reopen it with its encoding, then save it as UTF-8.',
      ),
    );
    return;
  }
  const backup = await freeName(uri, encodingLabel(name));
  const convert = isMarkedTwice ? vscode.l10n.t('Remove') : vscode.l10n.t('Convert');
  const chosen = await vscode.window.showWarningMessage(
    isMarkedTwice
      ? vscode.l10n.t('Remove the byte order marks of {0}?', baseName(uri))
      : vscode.l10n.t('Convert {0} from {1} to UTF-8?', baseName(uri), encodingLabel(name)),
    { modal: true, detail: vscode.l10n.t('The file as it is now is kept as {0}.', baseName(backup)) },
    convert,
  );
  if (chosen !== convert) return;
  if (await hasChanged(document, bytes)) {
    await say(vscode.l10n.t('The file has changed meanwhile. Nothing was converted.'));
    return;
  }
  await convertFile(uri, backup, text);
}

/** Keeps a file under another name, writes it anew in UTF-8 and opens it. */
export async function convertFile(uri: vscode.Uri, backup: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.copy(uri, backup, { overwrite: false });
  await closeTabs(uri);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(uri);
}

/** What an editor was opened with is kept as long as it is open, and would read the new bytes as the old encoding. */
async function closeTabs(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  await vscode.window.tabGroups.close(tabs);
}

function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** True if the file or its editor is no longer what was asked about. */
async function hasChanged({ uri, isDirty }: vscode.TextDocument, bytes: Uint8Array): Promise<boolean> {
  if (isDirty) return true;
  const now = await vscode.workspace.fs.readFile(uri);
  return now.length !== bytes.length || now.some((byte, at) => byte !== bytes[at]);
}

async function say(sentence: string): Promise<void> {
  await vscode.window.showInformationMessage(sentence);
}
