import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { Ref, ServerJobPlace } from '../../core/platform/place.ts';
import { pickFrom } from '../exports/pickFrom.ts';
import type { Services } from '../services.ts';
import { serverJobLooks } from './serverJobLooks.ts';

/** Asks for one of the server's jobs that fit. Undefined: the user chose nothing. */
export async function chooseServerJob(
  { clients }: Services,
  connection: Connection,
  title: string,
  fits: (job: ServerJobPlace) => boolean,
): Promise<ServerJobPlace | undefined> {
  type Named = ServerJobPlace & Ref;
  const isWanted = (place: { readonly kind: string }): place is ServerJobPlace => place.kind === 'serverJob';
  return pickFrom<Named>({
    title,
    placeholder: vscode.l10n.t('Which job of the server?'),
    empty: vscode.l10n.t('No job of the server fits'),
    describe: (job) => {
      const { icon, description } = serverJobLooks(job);
      return { icon, ...(description !== undefined && { description }) };
    },
    pages: async (signal) => {
      const client = await clients.client(connection.id);
      return (async function* () {
        for await (const page of client.children({ kind: 'serverJobs' }, { archived: false }, signal))
          yield page
            .filter(isWanted)
            .filter(fits)
            .map((job): Named => ({ ...job, name: serverJobLooks(job).label }));
      })();
    },
  });
}
