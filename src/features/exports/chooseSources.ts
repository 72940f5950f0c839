import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { SavedFile } from '../../core/exports/job/job.ts';
import type { PartToMake } from '../../core/exports/parts/jobParts.ts';
import type { Connection } from '../../core/platform/connection.ts';
import type { RenderedRequest } from '../../core/platform/exportRequest.ts';
import { fileSize } from '../../host/fileSize.ts';
import type { Services } from '../services.ts';

type SavedSources = { readonly file: SavedFile; readonly finishedAt: string };

/**
 * What Guides are rendered from: a Sources export of the course that is saved already, if the user prefers it, or a fresh one. Asks
 * only where there is something to choose. Undefined: the user gave up.
 */
export async function chooseSources(
  services: Services,
  connection: Connection,
  { course }: RenderedRequest,
  title: string,
): Promise<readonly PartToMake[] | undefined> {
  const part: PartToMake = { name: 'sources', request: { kind: 'sources', course } };
  const saved = await savedSources(services, connection, course.id);
  if (saved.length === 0) return [part];
  const items: (vscode.QuickPickItem & { readonly file?: SavedFile })[] = [
    {
      label: `$(cloud-download) ${vscode.l10n.t('A fresh Sources export')}`,
      detail: vscode.l10n.t('The course as it is now; Codio makes it first'),
    },
    ...saved.map(({ file, finishedAt }) => ({
      label: `$(file-zip) ${vscode.l10n.t('The one of {0}', time(finishedAt))}`,
      description: fileSize(file.size),
      detail: vscode.l10n.t('Saved on this computer: rendered at once'),
      file,
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Render from which Sources export of {0}?', course.name),
    ignoreFocusOut: true,
  });
  return chosen && [{ ...part, ...(chosen.file && { file: chosen.file }) }];
}

/** Newest first; only what is still where it was saved. */
async function savedSources(
  { jobs }: Services,
  connection: Connection,
  courseId: string,
): Promise<readonly SavedSources[]> {
  const found: SavedSources[] = [];
  for (const { job } of jobs.jobs) {
    const { connectionId, request, state } = job;
    if (connectionId !== connection.id || request.kind !== 'sources' || request.course.id !== courseId)
      continue;
    if (state.step !== 'done') continue;
    const { file, finishedAt } = state;
    const size = await stat(file.path).then(
      (stats) => stats.size,
      () => undefined,
    );
    if (size === file.size) found.push({ file, finishedAt });
  }
  return found;
}

function time(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
