import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KolibriClientOptions } from '../../../src/core/kolibri/kolibriClient.ts';
import type { Ref } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import type { FacilityState, RosterPort } from '../../../src/core/platform/rosterPort.ts';
import { sleep } from '../../../src/core/platform/sleep.ts';
import { snapshotOf } from '../../../src/core/platform/snapshotOf.ts';
import { planImport } from '../../../src/core/roster/plan/planImport.ts';
import { Roster } from '../../../src/core/roster/roster.ts';
import type { ImportOrder, ImportState } from '../../../src/core/roster/run/importRun.ts';
import type { RunAround } from '../../../src/core/roster/run/runAround.ts';
import { importRuns, undoable } from '../../../src/core/roster/run/importRuns.ts';
import type { UndoPlan } from '../../../src/core/roster/run/undo/planUndo.ts';
import { prepareUndo } from '../../../src/core/roster/run/undo/prepareUndo.ts';
import { runImport, runUndo } from '../../../src/core/roster/run/runImport.ts';
import type { RunOutcome } from '../../../src/core/roster/run/outcome/runOutcome.ts';
import { indexSnapshot } from '../../../src/core/roster/snapshot/snapshotIndex.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, never, placesBelow, serverUrl } from './server.ts';
import { sessionHeaders } from './sessionHeaders.ts';

export const HEADER =
  'UUID,USERNAME,PASSWORD,FULL_NAME,USER_TYPE,IDENTIFIER,BIRTH_YEAR,GENDER,ENROLLED_IN,ASSIGNED_TO';

/** The other facility of the test server, for tests that write. What they leave there goes with {@link ImportStage.clear}. */
export type ImportStage = {
  readonly client: PlatformClient;
  readonly port: RosterPort;
  readonly facility: Ref;
  readonly around: RunAround;
  /** The folder of ledger and exports. */
  readonly folder: string;
  /** What the last run reported. */
  outcome(): RunOutcome;
  state(): Promise<FacilityState>;
  /** A file of these lines, planned against the facility as it is. */
  order(lines: readonly string[], more?: Partial<ImportOrder>): Promise<ImportOrder>;
  /** Carries an order out and gives its states, one of each kind in a row. */
  run(order: ImportOrder, signal?: AbortSignal): Promise<readonly ImportState[]>;
  /** Undoes the last import. */
  undo(): Promise<{ readonly undo: UndoPlan; readonly states: readonly ImportState[] }>;
  /** Ids by user names. */
  ids(): Promise<ReadonlyMap<string, string>>;
  /** Users and classes by their names, as a person would write them down; deleted users in parentheses. */
  told(): Promise<readonly string[]>;
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** Opens the stage as the superuser of the server. */
export async function openImportStage(options: Partial<KolibriClientOptions> = {}): Promise<ImportStage> {
  const client = clientOf(school.superuser, options);
  const port = client.roster!;
  const places = await placesBelow(client, undefined, 'facility');
  const { id, name } = places.find((place) => place.name === school.otherFacility.name)!;
  const facility = { id, name };
  const folder = await mkdtemp(join(tmpdir(), 'lectern-import-'));
  let outcome: RunOutcome | undefined;
  const state = (): Promise<FacilityState> => port.state(facility, never);
  const around: RunAround = {
    connectionId: 'k',
    facility,
    port,
    exports: client.exports,
    ledger: join(folder, 'ledger'),
    folder: join(folder, 'exports'),
    report: (ended) => {
      outcome = ended;
      return Promise.resolve('report');
    },
    now: () => new Date(),
    sleep,
  };
  return {
    client,
    port,
    facility,
    around,
    folder,
    outcome: () => outcome!,
    state,
    async order(lines, more = {}) {
      const text = [HEADER, ...lines, ''].join('\n');
      const snapshot = snapshotOf(await state());
      const roster = new Roster(text, { snapshot });
      roster.advance();
      const { parts } = roster;
      const removes = more.removes ?? false;
      const plan = planImport(parts, parts.live ?? indexSnapshot(snapshot), { removes });
      return { roster, snapshot, plan, removes, skipsCheck: false, allowsServerImport: true, ...more };
    },
    run: (order, signal = never) => all(runImport(order, 'file:///users.csv', around, signal)),
    async undo() {
      const [record] = undoable(await importRuns(around.ledger));
      if (record === undefined) throw new Error('There is nothing to undo.');
      const shown = await prepareUndo(record, around, never);
      return { undo: shown.undo, states: await all(runUndo(record, shown, around, never)) };
    },
    ids: async () => new Map((await state()).users.map((user) => [user.username, user.id])),
    async told() {
      const { users, classes, memberships, groups } = await state();
      const names = new Map(classes.map((place) => [place.id, place.name]));
      const placed = new Map<string, string[]>();
      for (const { user, collection } of memberships)
        placed.set(user, [...(placed.get(user) ?? []), names.get(collection) ?? '?']);
      for (const group of groups)
        for (const user of group.userIds) placed.set(user, [...(placed.get(user) ?? []), `/${group.name}`]);
      const lines = users.map((user) => {
        const roles = user.roles.map(({ kind, collection }) =>
          collection === id ? kind : `${kind} of ${names.get(collection) ?? '?'}`,
        );
        const fields = [user.username, user.fullName, user.identifier, user.birthYear, user.gender];
        const all = [...fields, roles.sort().join('+'), (placed.get(user.id) ?? []).sort().join('+')];
        return user.isDeleted ? `(${all.join('|')})` : all.join('|');
      });
      return [...lines, ...classes.map((place) => `class ${place.name}`)].sort();
    },
    async clear() {
      const now = await state();
      const strangers = now.users.filter(({ username }) => username !== school.otherFacility.head.username);
      const living = strangers.filter(({ isDeleted }) => !isDeleted).map((user) => user.id);
      if (living.length > 0) await port.removeUsers(living, never);
      for (const place of now.classes)
        if (!school.otherFacility.classes.includes(place.name)) await port.removeClass(place.id, never);
      await purge(strangers.map((user) => user.id));
    },
    async close() {
      await client.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function all(run: AsyncIterable<ImportState>): Promise<readonly ImportState[]> {
  const states: ImportState[] = [];
  for await (const each of run) {
    if (states.at(-1)?.kind === each.kind) states.pop();
    states.push(each);
  }
  return states;
}

/** Lectern never does this: a deleted user can be brought back for a month. */
async function purge(ids: readonly string[]): Promise<void> {
  const headers = await sessionHeaders(serverUrl(), school.superuser);
  for (const id of ids)
    await fetch(`${serverUrl()}/api/auth/deletedfacilityuser/${id}/`, {
      method: 'DELETE',
      headers,
    });
}
