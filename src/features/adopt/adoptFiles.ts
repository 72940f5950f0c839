import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { Adopted } from '../../core/adopt/adoptFile.ts';
import type { AdoptKind, Recognition } from '../../core/adopt/recognition.ts';
import { placeName } from '../../core/exports/exportLabel.ts';
import type { Connection } from '../../core/platform/connection.ts';
import type { ExportRequest } from '../../core/platform/exportRequest.ts';
import { failureOf, type Failure } from '../../core/platform/failure.ts';
import type { Place, Ref } from '../../core/platform/place.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { failureText } from '../../host/failureText.ts';
import { revealFile } from '../../host/revealFile.ts';
import { readSettings } from '../../host/settings.ts';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import { exportTitle } from '../exports/exportTitle.ts';
import { jobNode } from '../exports/jobRow.ts';
import { requestFor } from '../exports/requestFor.ts';
import type { Services } from '../services.ts';
import { refusedText, unsureText } from './adoptTexts.ts';
import type { HandOver } from './handOverRequest.ts';
import { adoptAllTheSame, coursesToPropose, isOfOtherCourse } from './namedCourse.ts';
import { proposal } from './proposal.ts';

/** What is known of files before they are looked at: all, or the place whose row they were given to. */
export type About = HandOver | { readonly connection: Connection; readonly place: Place | undefined };

/**
 * Adopts files one after the other: says what each is, asks for what neither the file nor `about` says, and moves it into the export
 * folder. What cannot be adopted is named, stays where it is, and does not keep the others. Answers how many were adopted.
 */
export async function adoptFiles(
  services: Services,
  paths: readonly string[],
  about?: About,
): Promise<number> {
  const adopted: Adopted[] = [];
  for (const path of paths) {
    const one = await adoptOne(services, path, about);
    if (one) adopted.push(one);
  }
  void announce(adopted);
  return adopted.length;
}

async function adoptOne(
  services: Services,
  path: string,
  about: About | undefined,
): Promise<Adopted | undefined> {
  const name = basename(path);
  try {
    if (services.jobs.jobs.some(({ job: { state } }) => state.step === 'done' && state.file.path === path)) {
      tell(vscode.l10n.t('{0} is in the list of exports already.', name));
      return undefined;
    }
    const found = await recognise(path);
    if (found.outcome === 'refused') {
      tell(refusedText(name, found.reason));
      return undefined;
    }
    const wanted = about && 'request' in about ? about : undefined;
    const kind = await kindOf(found, name, wanted?.request.kind);
    if (kind === undefined) return undefined;
    const title = vscode.l10n.t('Adopt {0}: {1}', name, exportTitle(kind));
    const connection = about?.connection ?? (await pickConnection(services, title, 'codio'));
    if (!connection) return undefined;
    const place = about && 'place' in about ? about.place : wanted && coursePlace(wanted);
    const { hints, assignments = [] } = found;
    const course = place && courseOf(place);
    if (course && wanted?.confirmed !== true && (await isForeign(services, connection, course, assignments)))
      if (!(await adoptAllTheSame(name, course))) return undefined;
    const ids = course ? undefined : await coursesToPropose(services, connection, assignments);
    const request =
      wanted?.request.kind === kind
        ? wanted.request
        : await requestFor(kind, services, connection, place, title, proposal(hints, name, ids));
    if (!request) return undefined;
    const adopted = await move(services, path, connection, request);
    services.waiting.adopted(connection.id, request);
    if (wanted?.failedJob !== undefined && request === wanted.request)
      await services.jobs.remove(wanted.failedJob);
    return adopted;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'cancelled') return undefined;
    services.log.warn(`a file was not adopted: ${failure.kind}`);
    tell(failedText(name, failure));
    return undefined;
  }
}

function courseOf(place: Place): Ref | undefined {
  if (place.kind === 'course') return place;
  return 'course' in place ? place.course : undefined;
}

function isForeign(
  services: Services,
  connection: Connection,
  course: Ref,
  assignments: readonly string[],
): Thenable<boolean> {
  return vscode.window.withProgress({ location: { viewId: VIEWS.exports } }, (_progress, token) =>
    isOfOtherCourse(services, connection, course, assignments, abortSignal(token)),
  );
}

async function recognise(path: string): Promise<Recognition> {
  const { recogniseFile } = await import('../../core/adopt/recogniseFile.ts');
  return vscode.window.withProgress({ location: { viewId: VIEWS.exports } }, (_progress, token) =>
    recogniseFile(path, abortSignal(token)),
  );
}

/** What the file is: as it says itself, as was asked for, or as the user says. Undefined: the user gave up. */
async function kindOf(
  found: Exclude<Recognition, { outcome: 'refused' }>,
  name: string,
  wanted: AdoptKind | undefined,
): Promise<AdoptKind | undefined> {
  if (found.outcome === 'known') {
    if (wanted === undefined || wanted === found.kind) return found.kind;
    const adopt = vscode.l10n.t('Adopt It');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('{0} is not {1} but {2}.', name, exportTitle(wanted), exportTitle(found.kind)),
      adopt,
    );
    return chosen === adopt ? found.kind : undefined;
  }
  const { candidates } = found;
  if (wanted !== undefined && candidates.includes(wanted)) return wanted;
  const items = candidates.map((value) => ({ label: exportTitle(value), value }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Adopt {0}', name),
    placeHolder: unsureText(name, candidates),
    ignoreFocusOut: true,
  });
  return chosen?.value;
}

/** The course that another file was wanted of: proposed by being asked for no more than the rest. */
function coursePlace({ request }: HandOver): Place {
  return { kind: 'course', ...request.course, archived: false };
}

async function move(
  services: Services,
  path: string,
  connection: Connection,
  request: ExportRequest,
): Promise<Adopted> {
  const { adoptFile } = await import('../../core/adopt/adoptFile.ts');
  const { exportsFolder, exportsFileName } = readSettings();
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Adopting {0}', basename(path)),
      cancellable: true,
    },
    (progress, token) => {
      let told = 0;
      return adoptFile({
        path,
        connectionId: connection.id,
        request,
        folder: exportsFolder,
        fileName: exportsFileName,
        record: (job) => services.jobs.record(job),
        onProgress: (read, total) => {
          const percent = total === 0 ? 100 : Math.floor((read / total) * 100);
          if (percent > told) progress.report({ increment: percent - told });
          told = Math.max(told, percent);
        },
        now: new Date(),
        signal: abortSignal(token),
      });
    },
  );
}

/** Says where the files went. */
async function announce(adopted: readonly Adopted[]): Promise<void> {
  const [first] = adopted;
  if (!first) return;
  const kept = adopted.filter(({ original }) => original === 'kept').length;
  const { request } = first.job;
  const text =
    adopted.length > 1
      ? vscode.l10n.t('{0} files are adopted and moved to {1}.', adopted.length, dirname(first.path))
      : kept > 0
        ? vscode.l10n.t(
            '{0} of {1} is adopted: copied to {2}. The original could not be removed.',
            exportTitle(request.kind),
            placeName(request),
            first.path,
          )
        : vscode.l10n.t(
            '{0} of {1} is adopted: moved to {2}.',
            exportTitle(request.kind),
            placeName(request),
            first.path,
          );
  const open = vscode.l10n.t('Open');
  const reveal = vscode.l10n.t('Reveal');
  const show = vscode.l10n.t('Show');
  const chosen = await vscode.window.showInformationMessage(
    text,
    ...(adopted.length === 1 ? [open, reveal] : [show]),
  );
  if (chosen === open) await vscode.commands.executeCommand(COMMANDS.openExport, jobNode(first.job));
  if (chosen === reveal) await revealFile(first.path);
  if (chosen === show) await vscode.commands.executeCommand(`${VIEWS.exports}.focus`);
}

/** Nobody waits for the answer: the next file is looked at meanwhile. */
function tell(text: string): void {
  void vscode.window.showErrorMessage(text);
}

function failedText(name: string, failure: Failure): string {
  if (failure.kind === 'damaged') {
    if (failure.problem === 'truncated') return refusedText(name, 'growing');
    return refusedText(name, failure.problem === 'wrongKind' ? 'notOurs' : 'broken');
  }
  return vscode.l10n.t('{0} is not adopted and stays where it is. {1}', name, failureText(failure).sentence);
}
