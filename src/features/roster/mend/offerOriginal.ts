import * as vscode from 'vscode';
import { detectEncoding } from '../../../core/roster/encoding/detectEncoding.ts';
import { encodingLabel } from '../table/encodingLabel.ts';
import { freeName } from './freeName.ts';

const REPLACEMENT = Buffer.from('\uFFFD');

/**
 * Says that a save has lost letters, and puts the file as it was beside the new one if that is wanted; silent if none was lost.
 * `original` are the bytes before the save, in another encoding than UTF-8, and `saved` those after it.
 */
export async function offerOriginal(uri: vscode.Uri, original: Uint8Array, saved: Uint8Array): Promise<void> {
  if (!Buffer.from(saved.buffer, saved.byteOffset, saved.length).includes(REPLACEMENT)) return;
  const keep = vscode.l10n.t('Restore the Original Beside It');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Saving {0} has lost letters: it was not in UTF-8, and is now, with “�” in their place. Lectern still has the file as it was.',
      uri.path.slice(uri.path.lastIndexOf('/') + 1),
    ),
    keep,
  );
  if (chosen === keep) await restoreOriginal(uri, original);
}

/** Writes the bytes under a name that is free, and opens them: there the conversion is offered again. */
export async function restoreOriginal(uri: vscode.Uri, original: Uint8Array): Promise<vscode.Uri> {
  const beside = await freeName(uri, encodingLabel(detectEncoding(original).name));
  await vscode.workspace.fs.writeFile(beside, original);
  await vscode.window.showTextDocument(beside);
  return beside;
}
