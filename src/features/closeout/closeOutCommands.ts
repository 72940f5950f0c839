import { join } from 'node:path';
import * as vscode from 'vscode';
import type { CloseOutRecord } from '../../core/closeout/closeOutRecord.ts';
import type { Pause } from '../../core/exports/job/job.ts';
import type { Connection } from '../../core/platform/connection.ts';
import type { Ref } from '../../core/platform/place.ts';
import { failureText } from '../../host/failureText.ts';
import { goesOnText } from '../../host/goesOnText.ts';
import type { Command } from '../../host/lazyCommands.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS, VIEWS } from '../../manifest.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { CourseNode } from '../courses/courseNode.ts';
import type { Services } from '../services.ts';
import { chooseCourses } from './chooseCourses.ts';
import { confirmCloseOut } from './confirmCloseOut.ts';
import { partOf, pickPart, pickRun, type PartLevel, type PartOrder } from './pickPart.ts';
import type { RunNode } from './runNode.ts';

/** A resumed run that still carries something after this time does not wait. */
const PATIENCE_MS = 15_000;

/** Closing out courses: starting a run, and what can be done with it. From the palette each command asks for what no row says. */
export function closeOutCommands(services: Services): readonly Command[] {
  const { closeOuts, log } = services;
  const command = (id: string, what: string, act: (node?: RunNode) => Promise<unknown>): Command => ({
    id,
    run: (node?: RunNode) => act(node).catch((error: unknown) => showFailure(log, what, error)),
  });
  const order = async (action: PartOrder['action'], level: PartLevel, node?: RunNode): Promise<void> => {
    const part = node ? partOf(node) : await pickPart(services, action, level);
    if (!part) return;
    const { runId, ...wanted } = part;
    const before = closeOuts.run(runId);
    await closeOuts.order(runId, { action, ...wanted });
    if (action !== 'resume' || !before?.paused) return;
    const after = await closeOuts.rested(runId, PATIENCE_MS);
    if (after?.status === 'running' && after.paused) sayWaiting(after.paused);
  };
  const onPart = (id: string, action: PartOrder['action'], level: PartLevel): Command =>
    command(id, vscode.l10n.t('That did not work.'), (node) => order(action, level, node));
  return [
    {
      id: COMMANDS.closeOutCourses,
      run: (node?: CourseNode, nodes?: readonly CourseNode[]) =>
        start(services, node, nodes).catch((error: unknown) =>
          showFailure(log, vscode.l10n.t('The courses cannot be closed out.'), error),
        ),
    },
    onPart(COMMANDS.cancelCloseOut, 'cancel', 'run'),
    onPart(COMMANDS.cancelCloseOutCourse, 'cancel', 'course'),
    onPart(COMMANDS.cancelCloseOutExport, 'cancel', 'export'),
    onPart(COMMANDS.resumeCloseOut, 'resume', 'run'),
    onPart(COMMANDS.retryCloseOutPart, 'resume', 'export'),
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
  ];
}

/** Says in one sentence why nothing goes on yet, and until when it waits. */
function sayWaiting({ until, failure }: Pause): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'There are no requests again yet ({0}): the close-out {1} by itself.',
      failureText(failure).short,
      goesOnText(until),
    ),
  );
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
  const agreed = courses && (await confirmCloseOut(services, connection, courses));
  if (!agreed) return;
  await services.closeOuts.start(connection.id, agreed);
  await vscode.commands.executeCommand(`${VIEWS.exports}.focus`);
}

function courseNode(
  node: CourseNode | undefined,
): { readonly connection: Connection; readonly course: Ref } | undefined {
  if (node?.type !== 'place' || node.place.kind !== 'course') return undefined;
  const { id, name } = node.place;
  return { connection: node.connection, course: { id, name } };
}
