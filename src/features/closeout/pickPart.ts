import { basename } from 'node:path';
import * as vscode from 'vscode';
import { isActiveItem, isResumable, type CloseOutItem } from '../../core/closeout/closeOutItem.ts';
import type { CloseOutOrder } from '../../core/closeout/closeOutOrders.ts';
import { canResume, type CloseOutRecord } from '../../core/closeout/closeOutRecord.ts';
import { exportTitle } from '../exports/exportTitle.ts';
import type { Services } from '../services.ts';
import type { RunNode } from './runNode.ts';

/** What the user may want of a run or a part of it. */
export type PartOrder = Exclude<CloseOutOrder, { action: 'checked' }>;
export type PartLevel = 'run' | 'course' | 'export';
/** A run, a course of it, or one export of that. */
export type Part = { readonly runId: string } & Omit<PartOrder, 'action'>;

/** What a row stands for. */
export function partOf(node: RunNode): Part {
  const { runId } = node;
  if (node.level === 'course') return { runId, course: node.course };
  return node.level === 'export' ? { runId, course: node.course, kind: node.kind } : { runId };
}

/** Asks for a run, and for the course or the export of it that is meant. Undefined: the user gave up, or there is none, which is said. */
export async function pickPart(
  services: Services,
  action: PartOrder['action'],
  level: PartLevel,
): Promise<Part | undefined> {
  const run = await pickRun(services, (one) =>
    action === 'cancel' ? one.status === 'running' : canResume(one),
  );
  if (!run) return undefined;
  const runId = run.id;
  if (level === 'run') return { runId };
  const fits = (item: CloseOutItem): boolean =>
    action === 'cancel'
      ? isActiveItem(item)
      : isResumable(item) || (run.status === 'cancelled' && isActiveItem(item));
  const items = (await services.closeOuts.items(runId)).filter(fits);
  if (level === 'course') {
    const courses = run.courses.filter(({ id }) => items.some(({ course }) => course.id === id));
    const rows = courses.map(({ id, name }) => ({ label: `$(book) ${name}`, part: { runId, course: id } }));
    return (await pick(rows, vscode.l10n.t('Which course?')))?.part;
  }
  const rows = items.map(({ course, kind }) => ({
    label: exportTitle(kind),
    description: course.name,
    part: { runId, course: course.id, kind },
  }));
  return (await pick(rows, vscode.l10n.t('Which export?')))?.part;
}

async function pick<T extends vscode.QuickPickItem>(
  rows: readonly T[],
  placeHolder: string,
): Promise<T | undefined> {
  if (rows.length > 0) return vscode.window.showQuickPick(rows, { placeHolder, matchOnDescription: true });
  void vscode.window.showInformationMessage(vscode.l10n.t('There is no such export in the list.'));
  return undefined;
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
