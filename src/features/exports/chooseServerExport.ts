import * as vscode from 'vscode';
import { LINK_DAYS, linkLife } from '../../core/exports/linkLife.ts';
import type { Connection } from '../../core/platform/connection.ts';
import type { ServerExport, TaskRef } from '../../core/platform/exportPort.ts';
import type { ExportRequest } from '../../core/platform/exportRequest.ts';
import { failureOf } from '../../core/platform/failure.ts';
import type { QuietStudent } from '../../core/platform/platformClient.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';
import { linkText } from './linkText.ts';
import { quietNote, showQuietStudents } from './quietNote.ts';

type Choice = { readonly task?: TaskRef };
type Item = vscode.QuickPickItem & { readonly choice: Choice };

/** Who takes longer than this to be counted is not waited for. */
const COUNT_MS = 30_000;

/**
 * Offers what the server has before it is asked for more: the export that runs, those that are finished, or a new one. Answers at
 * once where there is nothing to choose; who may be missing in a coursework export is said beside it. Undefined: the user chose
 * nothing.
 */
export async function chooseServerExport(
  services: Services,
  connection: Connection,
  request: ExportRequest,
  title: string,
): Promise<Choice | undefined> {
  const { exports } = await services.clients.client(connection.id);
  const quiet = findQuiet(services, connection, request);
  const found = await vscode.window.withProgress(
    { location: { viewId: VIEWS.exports } },
    async (_progress, token): Promise<readonly ServerExport[]> => {
      try {
        return exports.onServer ? await exports.onServer(request, abortSignal(token)) : [];
      } catch (error) {
        // A server without this endpoint has no list. What it cannot begin is said by the job, with what to do instead.
        if (failureOf(error).kind === 'gone') return [];
        throw error;
      }
    },
  );
  if (found.length === 0) {
    void quiet.then((students) => tellQuiet(students, title));
    return {};
  }
  const chosen = await vscode.window.showQuickPick(items(services, request, found, await quiet), {
    title,
    placeHolder: placeholder(request),
  });
  return chosen?.choice;
}

function placeholder(request: ExportRequest): string {
  if ('facility' in request) return vscode.l10n.t('The server makes this export, or has it, already.');
  const days = LINK_DAYS[request.kind];
  return days === undefined
    ? vscode.l10n.t('The server has exports of this course already.')
    : vscode.l10n.t('The server has exports of this course already. A link lives for {0} days.', days);
}

function items(
  { jobs }: Services,
  request: ExportRequest,
  found: readonly ServerExport[],
  quiet: readonly QuietStudent[],
): readonly Item[] {
  // Codio says no date and no owner; of those that Lectern started, the list of exports knows both, however they ended here.
  const known = new Map(
    jobs.jobs.flatMap(({ job: { state } }) => {
      const from = state.step === 'failed' ? state.resume : state;
      const task = 'task' in from ? from.task : undefined;
      return task?.askedAt === undefined ? [] : [[task.id, task.askedAt] as const];
    }),
  );
  const now = new Date();
  return [
    {
      label: `$(add) ${vscode.l10n.t('Start a new export')}`,
      detail: [
        'facility' in request
          ? vscode.l10n.t('The facility as it is now.')
          : vscode.l10n.t('The course as it is now.'),
        quiet.length > 0 ? quietNote(quiet) : '',
      ]
        .filter(Boolean)
        .join(' '),
      choice: {},
    },
    // The platform appends: the last one is the newest.
    ...[...found]
      .reverse()
      .map((one, index): Item => describe(request, one, index === 0, known.get(one.task.id), now)),
  ];
}

function describe(
  { kind }: ExportRequest,
  { task, state, at, by }: ServerExport,
  newest: boolean,
  askedAt: string | undefined,
  now: Date,
): Item {
  const isRunning = state === 'running';
  const when = askedAt === undefined ? undefined : shownTime(askedAt);
  // What runs is no older than now.
  const ref: TaskRef =
    askedAt !== undefined ? { ...task, askedAt } : isRunning ? { ...task, askedAt: now.toISOString() } : task;
  const life = isRunning ? undefined : linkLife(kind, ref, now);
  const detail = [
    at !== undefined
      ? vscode.l10n.t('Started by {0}, {1}', by ?? '?', shownTime(at))
      : when === undefined
        ? vscode.l10n.t('Age unknown: it was started elsewhere, and the server does not say when')
        : vscode.l10n.t('In the list of exports since {0}', when),
    ...(life ? [linkText(life)] : []),
  ].join(' · ');
  if (isRunning)
    return {
      label: `$(sync) ${vscode.l10n.t('Wait for the one that runs')}`,
      detail,
      choice: { task: ref },
    };
  if (life?.step === 'ended')
    return {
      label: `$(debug-restart) ${vscode.l10n.t('Start again: this one has expired')}`,
      detail,
      choice: {},
    };
  const label = newest
    ? vscode.l10n.t('Download the newest finished one')
    : vscode.l10n.t('Download an earlier one');
  return { label: `$(cloud-download) ${label}`, detail, choice: { task: ref } };
}

/** Codio leaves inactive students out of coursework. To know them is a courtesy: what goes wrong with it stops nothing. */
async function findQuiet(
  { clients, log }: Services,
  connection: Connection,
  request: ExportRequest,
): Promise<readonly QuietStudent[]> {
  if (request.kind !== 'coursework') return [];
  try {
    const client = await clients.client(connection.id);
    return (await client.quietStudents?.(request.course, AbortSignal.timeout(COUNT_MS))) ?? [];
  } catch (error) {
    log.warn(`inactive students cannot be counted (${failureOf(error).kind})`);
    return [];
  }
}

async function tellQuiet(students: readonly QuietStudent[], title: string): Promise<void> {
  if (students.length === 0) return;
  const names = vscode.l10n.t('Show Names');
  if ((await vscode.window.showInformationMessage(quietNote(students), names)) === names)
    await showQuietStudents(students, title);
}

function shownTime(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
