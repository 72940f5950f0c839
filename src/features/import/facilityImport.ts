import { join } from 'node:path';
import type * as vscode from 'vscode';
import { fail } from '../../core/platform/failure.ts';
import type { Ref } from '../../core/platform/place.ts';
import { sleep } from '../../core/platform/sleep.ts';
import type { CheckOnServer, CheckState, ImportOrder, RunImport } from '../../core/roster/run/importRun.ts';
import type { RunAround } from '../../core/roster/run/runAround.ts';
import { readSettings } from '../../host/settings.ts';
import type { Services } from '../services.ts';

/** The facility that a users file goes into, and the file's address: needed again if the import is interrupted. */
export type ImportTarget = {
  readonly connectionId: string;
  readonly facility: Ref;
  readonly file: vscode.Uri;
};

/** What there is to confirm. `isChecked`: the server's dry run has agreed with just this plan. */
export type ImportProposal = Pick<ImportOrder, 'roster' | 'snapshot' | 'plan' | 'removes'> & {
  readonly isChecked: boolean;
};

/** Everything that a preview can do with a plan beside showing it. */
export type FacilityImport = {
  readonly check: CheckOnServer;
  /** Asks what has to be asked, the facility's name too where many users go. Undefined if the user thinks better of it. */
  confirm(proposal: ImportProposal): Promise<ImportOrder | undefined>;
  /** `done.report` is the address of the report, a Markdown file. */
  readonly run: RunImport;
};

/** The import into one facility. Loads what writes, and asks for a client, on the first use. */
export function facilityImport(services: Services, target: ImportTarget): FacilityImport {
  return {
    async *check(order, signal) {
      const { checkOnServer } = await import('../../core/roster/run/check/checkOnServer.ts');
      const { aloneIn } = await import('../../core/roster/run/aloneIn.ts');
      const { port, facility, ledger } = await aroundOf(services, target);
      yield* aloneIn<CheckState>({ ledger, facility }, async (tell) => {
        for await (const state of checkOnServer(order, { port, facility, now: Date.now }, signal))
          tell(state);
      });
    },
    async confirm(proposal) {
      const { offerInterrupted } = await import('./resumeImport.ts');
      // Resumed later, it would undo parts of this one.
      if (await offerInterrupted(services, target)) return undefined;
      const { confirmImport } = await import('./confirmImport.ts');
      return confirmImport(proposal);
    },
    async *run(order, signal) {
      const { runImport } = await import('../../core/roster/run/runImport.ts');
      const around = await aroundOf(services, target);
      try {
        yield* runImport(order, target.file.toString(), around, signal);
      } finally {
        services.imports.fire({ connectionId: target.connectionId, ...target.facility });
      }
    },
  };
}

/** What a run in a facility needs. Fails as the client does, and for a platform whose users cannot be changed. */
export async function aroundOf(
  services: Services,
  { connectionId, facility }: Pick<ImportTarget, 'connectionId' | 'facility'>,
): Promise<RunAround> {
  const client = await services.clients.client(connectionId);
  const { writeImportReport } = await import('./writeImportReport.ts');
  return {
    connectionId,
    facility,
    port: client.roster ?? fail({ kind: 'badInput', detail: client.platform }),
    exports: client.exports,
    ledger: importLedger(services),
    folder: readSettings().exportsFolder,
    report: (outcome) => writeImportReport(outcome, serverOf(services, connectionId)),
    now: () => new Date(),
    sleep,
  };
}

/** Where imports are on record. */
export function importLedger({ storage }: Pick<Services, 'storage'>): string {
  return join(storage, 'imports');
}

/** The address of a server as a report names it: never with credentials. */
function serverOf({ connections }: Services, connectionId: string): string {
  const connection = connections.get(connectionId);
  if (connection?.platform !== 'kolibri') return '';
  // The sample campus has an address only while it runs.
  if (!URL.canParse(connection.baseUrl)) return connection.name;
  const url = new URL(connection.baseUrl);
  url.username = '';
  url.password = '';
  return url.href;
}
