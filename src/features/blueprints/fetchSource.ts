import { join } from 'node:path';
import * as vscode from 'vscode';
import { readBlueprints } from '../../core/blueprints/file/readBlueprints.ts';
import { fetchReading, type ReadingOutcome } from '../../core/blueprints/repository/fetchReading.ts';
import { DEFAULT_LIMITS } from '../../core/blueprints/repository/repositoryFile.ts';
import type { Failure } from '../../core/platform/failure.ts';
import type { RepositoryProblem } from '../../core/platform/repositoryProblem.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { failureText } from '../../host/failureText.ts';
import { fileSize } from '../../host/fileSize.ts';
import { gitProgram } from '../../host/gitProgram.ts';
import { readSettings } from '../../host/settings.ts';
import { shownName } from '../../host/shownName.ts';
import { watchSilence } from '../../host/watchSilence.ts';
import type { Services } from '../services.ts';
import type { RepositorySource } from './blueprintSource.ts';
import type { LoadedFile } from './loadedFile.ts';
import type { RecentRepository } from './recentRepositories.ts';

/** What came of a fetch. `source` is what was tried last. */
export type FetchOutcome =
  | {
      readonly is: 'fetched';
      readonly loaded: LoadedFile;
      readonly source: RepositorySource;
      readonly recent: RecentRepository;
    }
  | { readonly is: 'failed'; readonly failure: Failure; readonly source: RepositorySource }
  /** The user wants to say anew where the file is. */
  | { readonly is: 'change'; readonly source: RepositorySource }
  | { readonly is: 'cancelled'; readonly source: RepositorySource };

/** A server that has not sent a byte for so long is said not to answer. */
const SILENT_MS = 5_000;

/**
 * Fetches the file from the repository, with progress and a way to cancel. A path that is not there gives the choice of the JSON files that are.
 */
export async function fetchSource(
  services: Services,
  title: string,
  first: RepositorySource,
): Promise<FetchOutcome> {
  let source = first;
  for (;;) {
    const outcome = await fetchOnce(services, source);
    if (outcome.ok) {
      const { path, bytes } = outcome.file;
      return {
        is: 'fetched',
        loaded: { name: path.split('/').at(-1) ?? path, file: await readBlueprints(bytes) },
        source: { ...source, readings: [{ ...outcome.reading, path }] },
        recent: { url: source.url, ...outcome.reading, path },
      };
    }
    const { failure, reading } = outcome;
    if (failure.kind === 'cancelled') return { is: 'cancelled', source };
    const problem = failure.kind === 'repository' ? failure.problem : undefined;
    if ((problem?.is !== 'path' && problem?.is !== 'notAFile') || problem.files.length === 0)
      return { is: 'failed', failure, source };
    const path = await chooseJson(title, failureText(failure).sentence, problem);
    if (path === undefined) return { is: 'cancelled', source };
    if (path === CHANGE) return { is: 'change', source };
    source = { ...source, readings: [{ ...reading, path }] };
  }
}

function fetchOnce(
  { clients, storage }: Services,
  { url, readings }: RepositorySource,
): Thenable<ReadingOutcome> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Fetching {0} from {1}', shownName(readings[0].path), new URL(url).host),
      cancellable: true,
    },
    async (progress, token) => {
      const git = await gitProgram();
      const watch = watchSilence(SILENT_MS, (bytes, silent) =>
        progress.report({
          message: silent ? vscode.l10n.t('the server does not answer') : bytes > 0 ? fileSize(bytes) : '',
        }),
      );
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
          onProgress: ({ bytes }) => watch.heard(bytes),
        },
        abortSignal(token),
      ).finally(() => watch.end());
    },
  );
}

const CHANGE = Symbol('change');

async function chooseJson(
  title: string,
  sentence: string,
  problem: Extract<RepositoryProblem, { readonly files: readonly string[] }>,
): Promise<string | typeof CHANGE | undefined> {
  const { files, more } = problem;
  const target = 'target' in problem ? problem.target : undefined;
  const left =
    more > 0
      ? [
          {
            label: vscode.l10n.t('{0} more', more.toLocaleString(vscode.env.language)),
            kind: vscode.QuickPickItemKind.Separator,
          },
        ]
      : [];
  const other = { label: `$(edit) ${vscode.l10n.t('Enter Another Address…')}`, alwaysShow: true };
  const items: (vscode.QuickPickItem & { readonly path?: string })[] = [
    ...files.map((path) => ({
      label: `$(json) ${shownName(path).replaceAll('$(', '\\$(')}`,
      ...(path === target && { description: vscode.l10n.t('what the link leads to') }),
      path,
    })),
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
