import { join } from 'node:path';
import { createKolibriClient } from '../../src/core/kolibri/kolibriClient.ts';
import { createHttp, type Http } from '../../src/core/platform/http.ts';
import type { Ref } from '../../src/core/platform/place.ts';
import type { PlatformClient } from '../../src/core/platform/platformClient.ts';
import type { RosterPort } from '../../src/core/platform/rosterPort.ts';
import { sleep } from '../../src/core/platform/sleep.ts';
import { snapshotOf } from '../../src/core/platform/snapshotOf.ts';
import { planImport } from '../../src/core/roster/plan/planImport.ts';
import { Roster } from '../../src/core/roster/roster.ts';
import type { ImportOrder } from '../../src/core/roster/run/importRun.ts';
import type { RunAround } from '../../src/core/roster/run/runAround.ts';
import type { RunOutcome } from '../../src/core/roster/run/outcome/runOutcome.ts';
import { indexSnapshot } from '../../src/core/roster/snapshot/snapshotIndex.ts';

/** A signed-in administrator and the first facility of a server: all that an import needs. */
export type ImportClient = {
  readonly client: PlatformClient;
  readonly port: RosterPort;
  readonly facility: Ref;
  /** Plans a file against the facility as it is; the server's dry run is left out. */
  order(text: string): Promise<ImportOrder>;
  /** What a run needs, with its ledger and its backups below `folder`. */
  around(folder: string, report: (outcome: RunOutcome) => void): RunAround;
};

export async function importClient(
  baseUrl: string,
  username: string,
  password: string,
  http: Http = createHttp({ userAgent: 'Lectern/test', keepAlive: false }),
): Promise<ImportClient> {
  const client = createKolibriClient({
    connection: { platform: 'kolibri', id: 'k', name: 'Kolibri', baseUrl },
    credentials: { platform: 'kolibri', username, password },
    http,
  });
  const { signal } = new AbortController();
  const { roster: port } = client;
  let facility: Ref | undefined;
  for await (const page of client.children(undefined, { archived: false }, signal))
    for (const place of page) if (place.kind === 'facility') facility ??= { id: place.id, name: place.name };
  if (port === undefined || facility === undefined) throw new Error('There is no facility to import into.');
  const { id, name } = facility;
  return {
    client,
    port,
    facility,
    async order(text) {
      const snapshot = snapshotOf(await port.state({ id, name }, signal));
      const roster = new Roster(text, { snapshot });
      roster.advance();
      const { parts } = roster;
      const plan = planImport(parts, parts.live ?? indexSnapshot(snapshot), { removes: false });
      return { roster, snapshot, plan, removes: false, skipsCheck: true, allowsServerImport: true };
    },
    around: (folder, report) => ({
      connectionId: 'k',
      facility: { id, name },
      port,
      exports: client.exports,
      ledger: join(folder, 'ledger'),
      folder: join(folder, 'exports'),
      report: (outcome) => {
        report(outcome);
        return Promise.resolve('report');
      },
      now: () => new Date(),
      sleep,
    }),
  };
}
