// Users into a real Kolibri, beside the server's own import of the same file: 500 new ones in ten classes, from the plan to the re-read.
// Then 1,000 users who are there, of whom 100 change class. See docs/benchmarks.md.
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { startKolibri } from '../../scripts/kolibri.mjs';
import { say } from '../../scripts/say.ts';
import { createHttp, type Http } from '../../src/core/platform/http.ts';
import { checkOnServer } from '../../src/core/roster/run/check/checkOnServer.ts';
import type { ImportOrder } from '../../src/core/roster/run/importRun.ts';
import { runImport } from '../../src/core/roster/run/runImport.ts';
import { importClient, type ImportClient } from '../import/importClient.ts';
import { usersFile } from '../import/schoolRows.ts';
import { printFigures, rounded } from './figures.ts';

const NEW = Number(process.argv[2] ?? 500);
const EXISTING = 2 * NEW;
const MOVING = EXISTING / 10;
const CLASSES = 10;
const { signal } = new AbortController();

const rowOf = (at: number, id = '', moved = false): string =>
  `${id},user_${at},${id === '' ? `pw-${at}-abc` : '*'},Person ${at},LEARNER,S${at},2010,,Class ${((at + (moved ? 1 : 0)) % CLASSES) + 1},`;
const rows = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => rowOf(from + at));
const seconds = (since: number): number => (performance.now() - since) / 1000;

let requests = 0;
const plain = createHttp({ userAgent: 'Lectern/bench', keepAlive: false });
const counting: Http = {
  send(request, stop) {
    requests += 1;
    return plain.send(request, stop);
  },
  open(request, stop) {
    requests += 1;
    return plain.open(request, stop);
  },
};

const scratch = scratchFolder('bench');

/** On a server of its own with one empty facility. */
async function onKolibri<T>(work: (stage: ImportClient) => Promise<T>): Promise<T> {
  const server = await startKolibri({ seed: false, say });
  try {
    const stage = await importClient(server.baseUrl, server.username, server.password, counting);
    const done = await work(stage);
    await stage.client.close();
    return done;
  } finally {
    await server.close();
  }
}

/** Imports a file; seconds from its plan to the end of the comparison. */
async function imported(stage: ImportClient, text: string): Promise<number> {
  const order = await stage.order(text);
  requests = 0;
  const since = performance.now();
  await carry(stage, order);
  return seconds(since);
}

async function carry(stage: ImportClient, order: ImportOrder): Promise<void> {
  let last: string | undefined;
  for await (const state of runImport(
    order,
    'users.csv',
    stage.around(scratch.path, () => undefined),
    signal,
  ))
    last = JSON.stringify(state);
  if (last?.includes('"asPreviewed":true') !== true) throw new Error(`The import ended with ${last}`);
}

async function byServer({ port, facility }: ImportClient, csv: string, created: number): Promise<number> {
  const since = performance.now();
  const report = await port.serverImport({ facility, csv, remove: false, dry: false }, signal);
  if (report.kind !== 'processed' || report.counts.users.created !== created)
    throw new Error(`The server's import ended with ${JSON.stringify(report)}`);
  return seconds(since);
}

try {
  const file = usersFile(rows(0, NEW));
  const ours = await onKolibri(async (stage) => {
    const since = performance.now();
    let agreed = false;
    const around = { port: stage.port, facility: stage.facility, now: Date.now };
    for await (const state of checkOnServer(await stage.order(file), around, signal))
      agreed = state.kind === 'agrees';
    if (!agreed) throw new Error('The dry run does not agree.');
    const check = seconds(since);
    return { check, took: await imported(stage, file), requests };
  });
  say(`Lectern: ${ours.took.toFixed(1)} s for ${NEW} new users (${ours.requests} requests)`);
  const theirs = await onKolibri(async (stage) => {
    const took = await byServer(stage, file, NEW);
    say(`The server's own import: ${took.toFixed(1)} s`);
    await byServer(stage, usersFile(rows(NEW, EXISTING)), EXISTING - NEW);
    const { users } = await stage.port.state(stage.facility, signal);
    const ids = new Map(users.map(({ username, id }) => [username, id]));
    const moved = Array.from({ length: EXISTING }, (_, at) => rowOf(at, ids.get(`user_${at}`), at < MOVING));
    return { took, moves: await imported(stage, usersFile(moved)), requests };
  });
  printFigures({
    ratio_import: rounded(ours.took / theirs.took),
    import_s: rounded(ours.took, 1),
    server_import_s: rounded(theirs.took, 1),
    dry_run_s: rounded(ours.check, 1),
    import_requests: ours.requests,
    moves_s: rounded(theirs.moves, 1),
    moves_requests: theirs.requests,
    users: NEW,
    existing: EXISTING,
    moving: MOVING,
  });
} finally {
  scratch.remove();
}
