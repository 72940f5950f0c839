import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Services } from '../services.ts';

/** Where the folder that is watched is remembered. */
export const DOWNLOADS_MEMORY = 'lectern.downloadsFolder';

/** Where browsers put files, unless they were told otherwise: a dialog does not begin in a folder that is not there. */
export function defaultDownloads(home = homedir()): string {
  const downloads = join(home, 'Downloads');
  return existsSync(downloads) ? downloads : home;
}

/** The folder that downloads arrive in: asked for once, then remembered. Undefined: the user gave up. */
export async function downloadsFolder({ memory }: Services): Promise<string | undefined> {
  const known = memory.get<unknown>(DOWNLOADS_MEMORY);
  if (typeof known === 'string') return known;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Which folder do downloads arrive in?'),
      openLabel: vscode.l10n.t('Watch This Folder'),
      defaultUri: vscode.Uri.file(defaultDownloads()),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (!chosen) return undefined;
  await memory.update(DOWNLOADS_MEMORY, chosen.fsPath);
  return chosen.fsPath;
}
