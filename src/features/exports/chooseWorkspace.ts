import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import { fail } from '../../core/platform/failure.ts';
import type { Ref } from '../../core/platform/place.ts';
import type { StartedWork } from '../../core/platform/platformClient.ts';
import type { Services } from '../services.ts';
import { pickFrom } from './pickFrom.ts';

/**
 * One student's workspace in one assignment: the half that is not known yet is chosen from the work that has been begun, because the
 * server has no workspace of any other.
 */
export async function chooseWorkspace(
  { clients }: Services,
  connection: Connection,
  known: { readonly course: Ref } & ({ readonly student: Ref } | { readonly assignment: Ref }),
  title: string,
): Promise<StartedWork | undefined> {
  const other = 'student' in known ? 'assignment' : 'student';
  const chosen = await pickFrom<Ref & { readonly work: StartedWork }>({
    title,
    placeholder:
      'student' in known
        ? vscode.l10n.t('Which assignment? Only begun ones have a workspace.')
        : vscode.l10n.t('Which student? Only those who have begun have a workspace.'),
    empty: vscode.l10n.t('Nobody has begun this'),
    describe: ({ work }) => ({
      icon: other === 'student' ? 'account' : 'file-code',
      description: work.completed ? vscode.l10n.t('completed') : vscode.l10n.t('in progress'),
    }),
    pages: async function* (signal) {
      const client = await clients.client(connection.id);
      if (!client.startedWork) fail({ kind: 'badInput', detail: '' });
      const work = await client.startedWork(known, signal);
      yield work.map((one) => ({ ...one[other], work: one }));
    },
  });
  return chosen?.work;
}
