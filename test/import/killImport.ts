import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { startCountingProxy, type Answered } from './countingProxy.ts';
import { importClient } from './importClient.ts';
import { schoolRows, usersFile } from './schoolRows.ts';

const PROCESS = fileURLToPath(new URL('importProcess.ts', import.meta.url));
const Writing = v.object({ kind: v.literal('writing'), done: v.number(), of: v.number() });
const Done = v.object({ kind: v.literal('done'), asPreviewed: v.boolean() });

export type KillOptions = {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  /** An empty folder. */
  readonly folder: string;
  /** Users that are there before, and rows of the file that is imported. */
  readonly existing: number;
  readonly rows: number;
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
};

export type KilledImport = {
  /** How the last process ended. */
  readonly asPreviewed: boolean;
  /** At how many percent of the steps a process was killed. */
  readonly killedAt: readonly number[];
  /** Writes that were done although they had been done before. */
  readonly doneTwice: readonly string[];
  /** What the last process said before its end. */
  readonly lastLines: readonly string[];
};

/** Imports a file into a server, kills the process at random moments and resumes it each time, until it ends. */
export async function killImport(options: KillOptions): Promise<KilledImport> {
  const { username, password, folder, rows, existing, kills, say } = options;
  const proxy = await startCountingProxy(options.baseUrl);
  try {
    const stage = await importClient(options.baseUrl, username, password);
    const { signal } = new AbortController();
    const { port, facility } = stage;
    const csv = usersFile(schoolRows(existing));
    const report = await port.serverImport({ facility, csv, remove: false, dry: false }, signal);
    if (report.kind !== 'processed' || report.counts.users.created !== existing)
      throw new Error(`The school was not made: ${JSON.stringify(report)}`);
    say(`${existing} users are there.`);
    const file = join(folder, 'users.csv');
    const state = await port.state(facility, signal);
    await writeFile(file, usersFile(schoolRows(rows, state.users)));
    await stage.client.close();

    const args = [proxy.baseUrl, username, password, folder, file];
    const moments = moment(options.seed, kills);
    const killedAt: number[] = [];
    for (;;) {
      const { end, lines, fraction } = await runUntil(args, moments.shift() ?? Number.POSITIVE_INFINITY);
      if (fraction !== undefined) {
        killedAt.push(Math.round(fraction * 100));
        say(`Killed at ${Math.round(fraction * 100)} % of the steps.`);
        // A process that was killed late may just have ended.
        if (end === undefined) continue;
      }
      return {
        asPreviewed: end === 'as previewed',
        killedAt,
        doneTwice: repeats(proxy.writes),
        lastLines: lines.slice(-5),
      };
    }
  } finally {
    await proxy.close();
  }
}

/** Random fractions of all steps, in their order; none so late that the process might end first. */
function moment(seed: number, count: number): number[] {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () => 0.01 + 0.94 * next()).sort((a, b) => a - b);
}

/** Lets a process run until it has done so much, and kills it then; or to its end. */
async function runUntil(
  args: readonly string[],
  until: number,
): Promise<{
  /** Undefined if it did not come to its end. */
  readonly end: 'as previewed' | 'otherwise' | undefined;
  readonly lines: readonly string[];
  readonly fraction?: number;
}> {
  const child = spawn(process.execPath, [PROCESS, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'exit');
  const lines: string[] = [];
  let end: 'as previewed' | 'otherwise' | undefined;
  let fraction: number | undefined;
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const said: unknown = JSON.parse(line);
    if (v.is(Writing, said) && fraction === undefined && said.done >= until * said.of) {
      fraction = said.done / said.of;
      child.kill('SIGKILL');
    }
    if (v.is(Done, said)) end = said.asPreviewed ? 'as previewed' : 'otherwise';
  }
  await gone;
  if (fraction === undefined && end === undefined)
    throw new Error(`The import ended too early: ${lines.slice(-3).join('\n')}\n${errors.slice(-2000)}`);
  return { end, lines, ...(fraction !== undefined && { fraction }) };
}

/** Writes that a server has carried out more often than once: users that were made, values that were set, ties that were sent. */
function repeats(writes: readonly Answered[]): readonly string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  const take = (key: string): void => {
    if (seen.has(key)) twice.push(key);
    seen.add(key);
  };
  for (const { method, path, status, body } of writes) {
    if (!path.includes('/api/auth/') || path.includes('/session/') || status >= 300) continue;
    if (method === 'POST' && body.startsWith('['))
      for (const tie of v.parse(v.array(v.unknown()), JSON.parse(body)))
        take(`${path} ${JSON.stringify(tie)}`);
    else if (method === 'POST') take(`${path} ${nameIn(body)}`);
    else if (method === 'PATCH')
      take(`${path} ${Object.keys(v.parse(v.looseObject({}), JSON.parse(body))).join()}`);
    else
      for (const user of new URL(path, 'http://x').searchParams.get('user_ids')?.split(',') ?? [''])
        take(`${method} ${path.replace(/user_ids=.*/, '')} ${user}`);
  }
  return twice;
}

function nameIn(body: string): string {
  const named = v.safeParse(
    v.pipe(
      v.string(),
      v.parseJson(),
      v.union([v.object({ username: v.string() }), v.object({ name: v.string() })]),
    ),
    body,
  );
  if (!named.success) return body;
  return 'username' in named.output ? named.output.username : named.output.name;
}
