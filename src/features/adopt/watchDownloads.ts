import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Recognition } from '../../core/adopt/recognition.ts';
import { placeName } from '../../core/exports/exportLabel.ts';
import { failureOf } from '../../core/platform/failure.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { showFailure } from '../../host/showFailure.ts';
import { exportTitle } from '../exports/exportTitle.ts';
import type { Services } from '../services.ts';
import { adoptFiles } from './adoptFiles.ts';
import { DOWNLOADS_MEMORY, downloadsFolder } from './downloadsFolder.ts';
import type { HandOver } from './handOverRequest.ts';
import { isOfOtherCourse } from './namedCourse.ts';

const LIMIT_MS = 30 * 60_000;

/** Asks whether a file is to be moved; false leaves it alone. `foreign`: it names assignments, and none of the course's. */
type Confirm = (name: string, foreign: boolean) => Thenable<boolean>;

/**
 * Watches the downloads folder for a while, and adopts the file that was asked for when it comes. Other files are left alone. Answers
 * whether a file was adopted.
 */
export async function watchDownloads(
  services: Services,
  wanted: HandOver,
  confirm: Confirm = (name, foreign) => askToMove(name, foreign, wanted),
): Promise<boolean> {
  const folder = await downloadsFolder(services);
  if (folder === undefined) return false;
  const { request } = wanted;
  const { waiting } = services;
  const id = waiting.add(wanted);
  const unwanted = waiting.watch(id);
  try {
    const path = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t(
          'Waiting for {0} of {1} in {2}',
          exportTitle(request.kind),
          placeName(request),
          folder,
        ),
        cancellable: true,
      },
      async (progress, token) => {
        const { watchFolder } = await import('../../core/adopt/watchFolder.ts');
        const signal = AbortSignal.any([abortSignal(token), unwanted]);
        return watchFolder({
          folder,
          wants: async (candidate) => {
            const found = await wantedFile(candidate, wanted, signal);
            if (!found) return false;
            const named = found.assignments ?? [];
            const foreign = await isOfOtherCourse(services, wanted.connection, request.course, named, signal);
            waiting.arrived(id, candidate);
            // The row in the Exports view may answer before the question does.
            const yes = await Promise.race([confirm(basename(candidate), foreign), aborted(signal)]);
            if (!yes && !signal.aborted) waiting.arrived(id, undefined);
            return yes && !signal.aborted;
          },
          onStarted: () =>
            progress.report({ message: vscode.l10n.t('for 30 minutes; other files are left alone') }),
          limitMs: LIMIT_MS,
          signal,
        });
      },
    );
    if (path !== undefined) return (await adoptFiles(services, [path], { ...wanted, confirmed: true })) > 0;
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} did not arrive in {1} within 30 minutes.', exportTitle(request.kind), folder),
    );
  } catch (error) {
    // The folder may have gone: the next time it is asked for again.
    if (failureOf(error).kind === 'disk') await services.memory.update(DOWNLOADS_MEMORY, undefined);
    await showFailure(services.log, vscode.l10n.t('{0} cannot be watched.', folder), error);
  } finally {
    waiting.unwatch(id, unwanted);
  }
  return false;
}

/** False when `signal` is aborted. */
function aborted(signal: AbortSignal): Promise<false> {
  return new Promise((done) => {
    if (signal.aborted) done(false);
    signal.addEventListener('abort', () => done(false), { once: true });
  });
}

/** Only what is known to be what was asked for. */
async function wantedFile(
  path: string,
  { request }: HandOver,
  signal: AbortSignal,
): Promise<Extract<Recognition, { outcome: 'known' }> | undefined> {
  const { recogniseFile } = await import('../../core/adopt/recogniseFile.ts');
  try {
    const found = await recogniseFile(path, signal);
    return found.outcome === 'known' && found.kind === request.kind ? found : undefined;
  } catch (error) {
    // A file that cannot be read, or has gone, is not it.
    if (failureOf(error).kind === 'disk') return undefined;
    throw error;
  }
}

async function askToMove(name: string, foreign: boolean, { request }: HandOver): Promise<boolean> {
  const move = vscode.l10n.t('Move to Exports');
  const chosen = await vscode.window.showInformationMessage(
    foreign
      ? vscode.l10n.t(
          '{0} has arrived and is {1}. It names assignments, and {2} has none of them. Is it the one of {2} all the same?',
          name,
          exportTitle(request.kind),
          placeName(request),
        )
      : vscode.l10n.t(
          '{0} has arrived and is {1}. Is it the one of {2}?',
          name,
          exportTitle(request.kind),
          placeName(request),
        ),
    move,
    vscode.l10n.t('Not This One'),
  );
  return chosen === move;
}
