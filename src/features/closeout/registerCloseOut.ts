import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { estimateCloseOut } from '../../core/closeout/estimateCloseOut.ts';
import type { CloseOutOrder } from '../../core/closeout/closeOutOrders.ts';
import type { CloseOutRecord } from '../../core/closeout/closeOutRecord.ts';
import type { Connection } from '../../core/platform/connection.ts';
import type { Ref } from '../../core/platform/place.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import { chooseCourses } from './chooseCourses.ts';
import type { RunNode } from './runNode.ts';

/** Closing out courses: starting a run, and what can be done with it. From the palette each command asks for what no row says. */
export function registerCloseOut(services: Services): vscode.Disposable {
  const { closeOuts, log } = services;
  const command = (id: string, what: string, act: (node?: RunNode) => Promise<unknown>): vscode.Disposable =>
    vscode.commands.registerCommand(id, (node?: RunNode) =>
      act(node).catch((error: unknown) => showFailure(log, what, error)),
    );
  const order = async (action: CloseOutOrder['action'], node: RunNode | undefined): Promise<void> => {
    const run = node ? closeOuts.run(node.runId) : await pickRun(services, (one) => fits(one, action));
    if (!run) return;
    const part = node?.level === 'course' || node?.level === 'export' ? { course: node.course } : {};
    const kind = node?.level === 'export' ? { kind: node.kind } : {};
    await closeOuts.order(run.id, { action, ...part, ...kind });
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(
      COMMANDS.closeOutCourses,
      (node?: CourseNode, nodes?: readonly CourseNode[]) =>
        start(services, node, nodes).catch((error: unknown) =>
          showFailure(log, vscode.l10n.t('The courses cannot be closed out.'), error),
        ),
    ),
    command(COMMANDS.cancelCloseOut, vscode.l10n.t('That did not work.'), (node?: RunNode) =>
      order('cancel', node),
    ),
    command(COMMANDS.resumeCloseOut, vscode.l10n.t('That did not work.'), (node?: RunNode) =>
      order('resume', node),
    ),
    command(
      COMMANDS.openManifest,
      vscode.l10n.t('The manifest cannot be opened.'),
      async (node?: RunNode) => {
        const run = node ? closeOuts.run(node.runId) : await pickRun(services, () => true);
        if (run)
          await vscode.commands.executeCommand(
            'vscode.open',
            vscode.Uri.file(join(run.folder, 'manifest.json')),
          );
      },
    ),
    command(COMMANDS.removeCloseOut, vscode.l10n.t('That did not work.'), async (node?: RunNode) => {
      const rests = (one: CloseOutRecord): boolean => one.status !== 'running';
      const run = node ? closeOuts.run(node.runId) : await pickRun(services, rests);
      if (run) await closeOuts.remove(run.id);
    }),
  );
}

function fits({ status, paused, stopped, counts }: CloseOutRecord, action: CloseOutOrder['action']): boolean {
  if (action === 'cancel') return status === 'running';
  const rests = status !== 'running' || paused !== undefined || stopped !== undefined;
  return rests && counts.saved + counts.absent < counts.total;
}

/** Asks for one of the runs that fit. Undefined: the user gave up, or there is none, which is said. */
export async function pickRun(
  { closeOuts }: Services,
  suits: (record: CloseOutRecord) => boolean,
): Promise<CloseOutRecord | undefined> {
  const items = closeOuts.runs.filter(suits).map((record) => ({
    label: basename(record.folder),
    description: vscode.l10n.t('{0} courses', record.courses.length),
    record,
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no such close-out in the list.'));
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which close-out?') }))
    ?.record;
}

async function start(
  services: Services,
  node: CourseNode | undefined,
  nodes: readonly CourseNode[] | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Close Out Courses');
  const given = courseNode(node);
  const connection = given?.connection ?? (await pickConnection(services, title, 'codio'));
  if (!connection) return;
  const fromRows = (nodes ?? []).flatMap((one) => {
    const found = courseNode(one);
    return found?.connection.id === connection.id ? [found.course] : [];
  });
  const courses =
    fromRows.length > 0
      ? fromRows
      : given
        ? [given.course]
        : await chooseCourses(services, connection, title);
  if (!courses || !(await confirm(services, connection, courses))) return;
  await services.closeOuts.start(connection.id, courses);
  await vscode.commands.executeCommand(`${VIEWS.exports}.focus`);
}

function courseNode(
  node: CourseNode | undefined,
): { readonly connection: Connection; readonly course: Ref } | undefined {
  if (node?.type !== 'place' || node.place.kind !== 'course') return undefined;
  const { id, name } = node.place;
  return { connection: node.connection, course: { id, name } };
}

/** Says what will be fetched, what it costs and what it cannot bring, before anything is asked of the server. */
async function confirm(
  { clients }: Services,
  connection: Connection,
  courses: readonly Ref[],
): Promise<boolean> {
  const share = await (await clients.share(connection.id)).look();
  const { requests, days } = estimateCloseOut(courses.length, share);
  const number = (value: number): string => value.toLocaleString(vscode.env.language);
  const [first] = courses;
  const question =
    courses.length === 1 && first
      ? vscode.l10n.t('Close out {0}?', first.name)
      : vscode.l10n.t('Close out {0} courses?', number(courses.length));
  const detail = [
    vscode.l10n.t(
      'Of each course: coursework, sources, the assessment data of all assignments and the coach logs, into one dated folder with a manifest. Nothing is deleted or changed on Codio.',
    ),
    days === 1
      ? vscode.l10n.t(
          'It takes about {0} requests; {1} are left of Lectern’s share today.',
          number(requests),
          number(share.left),
        )
      : vscode.l10n.t(
          'It takes about {0} requests, so about {1} days: {2} are left of Lectern’s share today, {3} come each day. It pauses and goes on by itself.',
          number(requests),
          number(days),
          number(share.left),
          number(share.day),
        ),
    vscode.l10n.t(
      'Codio leaves students who were inactive for over 90 days out of the coursework, and keeps assessment data for six months.',
    ),
  ].join('\n\n');
  const go = vscode.l10n.t('Close Out');
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, go)) === go;
}
