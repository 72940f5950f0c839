import * as vscode from 'vscode';
import { selectBlueprints } from '../../core/blueprints/file/selectBlueprints.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { placedFindingText } from '../../host/blueprintFindingText.ts';
import { VIEWS } from '../../manifest.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import type { BlueprintDocuments } from './blueprintDocuments.ts';
import type { BlueprintSource } from './blueprintSource.ts';
import { chooseBlueprints } from './chooseBlueprints.ts';
import { chooseSource } from './chooseSource.ts';
import { CHANGE, fetchSource } from './fetchSource.ts';
import { importTarget, type ImportTarget } from './importTarget.ts';
import { knownNames } from './knownNames.ts';
import type { LoadedFile } from './loadedFile.ts';
import { loadFile } from './loadFile.ts';
import { sendBlueprints } from './sendBlueprints.ts';

/** What a command was started on: a row, a file, or neither. */
export type Given = { readonly node?: CourseNode | undefined; readonly file?: vscode.Uri | undefined };

/**
 * Imports blueprints into a course: asks for what `given` does not say, shows what the file has before anything is sent, and sends what the
 * user leaves ticked.
 */
export async function importBlueprints(
  services: Services,
  documents: BlueprintDocuments,
  { node, file }: Given,
): Promise<void> {
  const title = vscode.l10n.t('Import Blueprints');
  // A file that is not right needs no course.
  const given = file && (await loadFile(file));
  if (file && (!given || (await isRefused(documents, given)))) return;
  const target = await importTarget(services, node, title);
  if (!target) return;
  const loaded = given ?? (await ask(services, documents, `${title}: ${target.course.name}`));
  if (loaded) await importFile(services, documents, target, loaded);
}

/** Asks where the blueprints are until they are there. Undefined: the user gave up. */
async function ask(
  services: Services,
  documents: BlueprintDocuments,
  title: string,
): Promise<LoadedFile | undefined> {
  const page = { title, drafts: new Map<string, string>() };
  let start: 'start' | 'address' = 'start';
  for (;;) {
    const source: BlueprintSource | undefined = await chooseSource(services, page, start);
    if (!source) return undefined;
    const loaded =
      source.kind === 'file' ? await loadFile(source.uri) : await fetchSource(services, title, source);
    if (loaded !== CHANGE) return loaded && ((await isRefused(documents, loaded)) ? undefined : loaded);
    start = 'address';
  }
}

async function importFile(
  services: Services,
  documents: BlueprintDocuments,
  target: ImportTarget,
  loaded: LoadedFile,
): Promise<void> {
  const known = await vscode.window.withProgress(
    { location: { viewId: VIEWS.courses } },
    (_progress, token) => knownNames(services, target, abortSignal(token)),
  );
  const title = vscode.l10n.t('{0} into {1}', loaded.name, target.course.name);
  const chosen = await chooseBlueprints({ title, loaded, known, documents });
  if (!chosen) return;
  await sendBlueprints(services, target, selectBlueprints(loaded.file, chosen), chosen.size);
}

/** Says what is wrong with a file that cannot be sent, and where. Nobody waits for the answer. */
async function isRefused(documents: BlueprintDocuments, loaded: LoadedFile): Promise<boolean> {
  const errors = loaded.file.findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return false;
  const show = vscode.l10n.t('Show in File');
  const text =
    errors.length === 1
      ? vscode.l10n.t('{0} is not imported. {1}', loaded.name, placedFindingText(first))
      : vscode.l10n.t(
          '{0} is not imported. {1} ({2} problems in all)',
          loaded.name,
          placedFindingText(first),
          errors.length,
        );
  void vscode.window
    .showErrorMessage(text, ...(first.is === 'notUtf8' || first.is === 'empty' ? [] : [show]))
    .then(async (chosen) => {
      if (chosen !== show) return;
      const at = new vscode.Position(first.line - 1, first.column - 1);
      const selection = new vscode.Range(at, at);
      if (loaded.uri) await vscode.window.showTextDocument(loaded.uri, { selection });
      else await documents.show(loaded.name, loaded.file.text, selection);
    });
  return Promise.resolve(true);
}
