import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { Proposal, Ref } from '../../core/platform/place.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import type { Services } from '../services.ts';
import { assignmentPages } from './choosePlace.ts';

/** What was ticked, and whether that is everything. */
export type ChosenAssignments = { readonly assignments: readonly Ref[]; readonly all: boolean };

/**
 * The assignments that are wanted; all are ticked at first, or those that are `proposed`. Undefined: the user gave up or ticked none.
 *
 * @param question what the list asks
 */
export async function chooseAssignments(
  { clients }: Services,
  connection: Connection,
  course: Ref,
  title: string,
  question: string,
  proposed: Proposal = () => true,
): Promise<ChosenAssignments | undefined> {
  const source = new vscode.CancellationTokenSource();
  let count = 0;
  const list = async (): Promise<(vscode.QuickPickItem & { readonly value: Ref })[]> => {
    const client = await clients.client(connection.id);
    const items = [];
    for await (const page of assignmentPages(client, course, abortSignal(source.token)))
      for (const { id, name, hidden } of page)
        items.push({
          label: name,
          ...(hidden && { description: vscode.l10n.t('hidden') }),
          picked: proposed({ id, name }),
          value: { id, name },
        });
    count = items.length;
    return items;
  };
  try {
    const chosen = await vscode.window.showQuickPick(list(), {
      title,
      placeHolder: question,
      canPickMany: true,
      ignoreFocusOut: true,
    });
    if (!chosen || chosen.length === 0) return undefined;
    return { assignments: chosen.map(({ value }) => value), all: chosen.length === count };
  } finally {
    source.cancel();
    source.dispose();
  }
}
