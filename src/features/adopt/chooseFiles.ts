import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { defaultDownloads } from './downloadsFolder.ts';

const MEMORY = 'lectern.last.adoptFolder';

/** Asks for files, where the last ones were. Empty: the user gave up. */
export async function chooseFiles(
  { memory }: Services,
  title: string,
  several: boolean,
): Promise<readonly string[]> {
  const last = memory.get<unknown>(MEMORY);
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel: vscode.l10n.t('Adopt'),
    defaultUri: vscode.Uri.file(typeof last === 'string' ? last : defaultDownloads()),
    canSelectMany: several,
    filters: {
      [vscode.l10n.t('Exports')]: ['csv', 'zip', 'zst', 'gz', 'tgz', 'json', 'pdf'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  const paths = (chosen ?? []).map(({ fsPath }) => fsPath);
  const [first] = paths;
  if (first !== undefined) await memory.update(MEMORY, dirname(first));
  return paths;
}
