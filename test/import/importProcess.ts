// One import in a process of its own, so that it can be killed: the server's address, an administrator, a folder, the users file.
// Begins the import, or goes on with the one that is on record in the folder. Prints how far it is, and how it ended.
import { readFile } from 'node:fs/promises';
import { importRuns } from '../../src/core/roster/run/importRuns.ts';
import { proves } from '../../src/core/roster/run/record/proofOf.ts';
import { resumeRun, runImport } from '../../src/core/roster/run/runImport.ts';
import { runSourceOf } from '../../src/core/roster/run/record/runSourceOf.ts';
import { importClient } from './importClient.ts';

const [baseUrl = '', username = '', password = '', folder = '', file = ''] = process.argv.slice(2);
const { signal } = new AbortController();
const say = (line: unknown): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);

const text = await readFile(file, 'utf8');
const stage = await importClient(baseUrl, username, password);
const around = stage.around(folder, ({ comparison, refused, isWhole }) =>
  say({ differences: comparison.differences.length, first: comparison.differences[0], refused, isWhole }),
);
const record = (await importRuns(around.ledger)).find(({ status }) => status === 'running');
if (record?.file && !(await proves(record.file.proof, text))) throw new Error('The file is another.');
const states = record
  ? resumeRun(record, runSourceOf(text), around, signal)
  : runImport(await stage.order(text), file, around, signal);
for await (const state of states)
  say(state.kind === 'writing' ? { kind: state.kind, done: state.done, of: state.of } : state);
await stage.client.close();
