import * as vscode from 'vscode';
import { fileSize } from '../../host/fileSize.ts';
import { COMMANDS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import type { EntryNode } from './contentNode.ts';
import { entryUri } from './entryUri.ts';
import { MAX_READ_BYTES } from './readExport.ts';
import { openingText } from './refusalText.ts';
import { shownName } from '../../host/shownName.ts';

/** Larger files are not read twice only to say in better words that they are damaged, in bytes. */
const MAX_CHECK_BYTES = 64 * 1024 * 1024;

/**
 * Opens a file of an export as a document. It is read once before: of a file that it cannot read, the editor says only that there
 * was an unexpected error.
 */
export async function openEntry({ archives }: Services, node: EntryNode): Promise<void> {
  const { jobId, entry } = node;
  const { path, size } = entry;
  if (path === undefined) return;
  const name = shownName(entry.name);
  if (size > MAX_READ_BYTES) {
    const extract = vscode.l10n.t('Extract…');
    const text = vscode.l10n.t('{0} is not opened: it is larger than {1}.', name, fileSize(MAX_READ_BYTES));
    if ((await vscode.window.showWarningMessage(text, extract)) === extract)
      await vscode.commands.executeCommand(COMMANDS.extract, node);
    return;
  }
  if (size <= MAX_CHECK_BYTES) {
    try {
      const archive = await archives.archive(jobId);
      await readToEnd(await archive.open(path, new AbortController().signal));
    } catch (error) {
      const { sentence } = openingText(error);
      await vscode.window.showErrorMessage(vscode.l10n.t('{0} is not opened. {1}', name, sentence));
      return;
    }
  }
  await vscode.commands.executeCommand('vscode.open', entryUri(jobId, path));
}

async function readToEnd(content: AsyncIterable<Buffer>): Promise<void> {
  const chunks = content[Symbol.asyncIterator]();
  while (!(await chunks.next()).done);
}
