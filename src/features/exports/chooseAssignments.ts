import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { Proposal, Ref } from '../../core/platform/place.ts';
import type { Services } from '../services.ts';
import { assignmentPages } from './choosePlace.ts';
import { tickedItems } from '../../host/tickedItems.ts';

/** What was ticked, and whether that is everything. */
export type ChosenAssignments = { readonly assignments: readonly Ref[]; readonly all: boolean };

/**
 * The assignments that are wanted; all are ticked at first, or those that are `proposed`. Undefined: the user gave
 * up; with nothing ticked the list stays.
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
  const controller = new AbortController();
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value: Ref }>();
  const fill = async (): Promise<void> => {
    const client = await clients.client(connection.id);
    const items = [];
    for await (const page of assignmentPages(client, course, controller.signal))
      for (const { id, name, hidden } of page)
        items.push({
          label: name,
          ...(hidden && { description: vscode.l10n.t('hidden') }),
          picked: proposed({ id, name }),
          value: { id, name },
        });
    if (controller.signal.aborted) return;
    pick.items = items;
    pick.selectedItems = items.filter(({ picked }) => picked);
    pick.busy = false;
  };
  pick.title = title;
  pick.placeholder = question;
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.busy = true;
  try {
    const choice = tickedItems(pick, vscode.l10n.t('Tick at least one assignment.'));
    pick.show();
    // A list that cannot be fetched is the failure of the command.
    const closed = await Promise.race([choice, fill()]);
    const chosen = closed ?? (await choice);
    return (
      chosen && { assignments: chosen.map(({ value }) => value), all: chosen.length === pick.items.length }
    );
  } finally {
    controller.abort();
    pick.dispose();
  }
}
