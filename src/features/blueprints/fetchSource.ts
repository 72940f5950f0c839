import { join } from 'node:path';
import * as vscode from 'vscode';
import { readBlueprints } from '../../core/blueprints/file/readBlueprints.ts';
import {
  fetchReading,
  type Reading,
  type ReadingOutcome,
} from '../../core/blueprints/repository/fetchReading.ts';
import { DEFAULT_LIMITS } from '../../core/blueprints/repository/repositoryFile.ts';
import type { Failure } from '../../core/platform/failure.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';
import { gitProgram } from '../../host/gitProgram.ts';
import { readSettings } from '../../host/settings.ts';
import { COMMANDS, SETTINGS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import type { RepositorySource } from './blueprintSource.ts';
import type { LoadedFile } from './loadedFile.ts';
import { rememberRepository } from './recentRepositories.ts';

/** The user wants to say anew where the file is. */
export const CHANGE = Symbol('change');

/**
 * Fetches the file from the repository, with progress and a way to cancel. A path that is not there gives the choice of the JSON files that are.
 * Undefined: the user gave up.
 */
export async function fetchSource(
  services: Services,
  title: string,
  source: RepositorySource,
): Promise<LoadedFile | typeof CHANGE | undefined> {
  let { readings } = source;
  for (;;) {
    const outcome = await fetchOnce(services, { ...source, readings });
    if (outcome.ok) {
      const { path, bytes } = outcome.file;
      await rememberRepository(services.memory, { url: source.url, ...outcome.reading, path });
      return { name: path.split('/').at(-1) ?? path, file: await readBlueprints(bytes) };
    }
    const { failure, reading } = outcome;
    if (failure.kind === 'cancelled') return undefined;
    services.log.warn(
      `blueprints were not fetched: ${failure.kind}${failure.kind === 'repository' ? ` (${failure.problem.is})` : ''}`,
    );
    const next = await afterFailure(title, failure, reading);
    if (next === undefined || next === CHANGE) return next;
    readings = next === 'again' ? readings : [next];
  }
}

function fetchOnce(
  { clients, storage }: Services,
  { url, readings }: RepositorySource,
): Thenable<ReadingOutcome> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Fetching {0} from {1}', readings[0].path, new URL(url).host),
      cancellable: true,
    },
    async (progress, token) => {
      const git = await gitProgram();
      return fetchReading(
        url,
        readings,
        {
          way: readSettings().blueprintsGit,
          folder: join(storage, 'repositories'),
          http: clients.httpOptions(),
          limits: DEFAULT_LIMITS,
          env: process.env,
          ...(git !== undefined && { git }),
          onProgress: ({ bytes }) => bytes > 0 && progress.report({ message: fileSize(bytes) }),
        },
        abortSignal(token),
      );
    },
  );
}

/** What the user does about a failure: another file, another address, or the same again. */
async function afterFailure(
  title: string,
  failure: Failure,
  reading: Reading,
): Promise<Reading | 'again' | typeof CHANGE | undefined> {
  const { sentence, mend } = failureText(failure);
  if (failure.kind === 'repository') {
    const { problem } = failure;
    if ((problem.is === 'path' || problem.is === 'notAFile') && problem.files.length > 0) {
      const path = await chooseJson(title, sentence, problem.files, problem.more);
      return typeof path === 'string' ? { ...reading, path } : path;
    }
  }
  const change = vscode.l10n.t('Change…');
  const again = vscode.l10n.t('Try Again');
  const settings = vscode.l10n.t('Open Settings');
  const log = vscode.l10n.t('Show Log');
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t('The blueprints are not fetched. {0}', sentence),
    ...(mend === 'retry' ? [again, change] : mend === 'openSettings' ? [settings, change] : [change, log]),
  );
  if (chosen === settings)
    await vscode.commands.executeCommand(
      'workbench.action.openSettings',
      `lectern.${SETTINGS.networkCaFile}`,
    );
  if (chosen === log) await vscode.commands.executeCommand(COMMANDS.showLog);
  if (chosen === again) return 'again';
  return chosen === change ? CHANGE : undefined;
}

async function chooseJson(
  title: string,
  sentence: string,
  files: readonly string[],
  more: number,
): Promise<string | typeof CHANGE | undefined> {
  const left =
    more > 0 ? [{ label: vscode.l10n.t('{0} more', more), kind: vscode.QuickPickItemKind.Separator }] : [];
  const other = { label: `$(edit) ${vscode.l10n.t('Enter Another Address…')}`, alwaysShow: true };
  const items: (vscode.QuickPickItem & { readonly path?: string })[] = [
    ...files.map((path) => ({ label: `$(json) ${path}`, path })),
    ...left,
    other,
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: sentence,
    ignoreFocusOut: true,
  });
  return chosen === other ? CHANGE : chosen?.path;
}
