import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { CoursePlace, Proposal, Ref } from '../../core/platform/place.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import type { Services } from '../services.ts';
import { assignmentPages } from './choosePlace.ts';
import { retentionNote } from './quietNote.ts';

/** The assignments whose data is wanted; all are ticked at first, or those that are proposed. Undefined: the user gave up or ticked none. */
export async function chooseAssignments(
  { clients }: Services,
  connection: Connection,
  course: Ref & Pick<CoursePlace, 'starts'>,
  title: string,
  proposed: Proposal = () => true,
): Promise<readonly Ref[] | undefined> {
  const source = new vscode.CancellationTokenSource();
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
    return items;
  };
  try {
    const chosen = await vscode.window.showQuickPick(list(), {
      title,
      placeHolder: [
        vscode.l10n.t('Which assignments of {0}? Several come as one zip.', course.name),
        retentionNote('assessments', course.starts),
      ]
        .filter(Boolean)
        .join(' '),
      canPickMany: true,
      ignoreFocusOut: true,
    });
    return chosen && chosen.length > 0 ? chosen.map(({ value }) => value) : undefined;
  } finally {
    source.cancel();
    source.dispose();
  }
}
