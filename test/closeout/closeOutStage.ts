import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { startCampus, type CampusOptions } from '../../src/core/campus/campus.ts';
import { parseLine } from '../../src/core/closeout/closeOutItem.ts';

const PROCESS = fileURLToPath(new URL('closeOutProcess.ts', import.meta.url));
const tally = v.object({
  requests: v.number(),
  begun: v.number(),
  begunAgain: v.number(),
  downloaded: v.number(),
  downloadedAgain: v.number(),
});
/** Codio keeps no list of these tasks: one whose start was answered to a dead process cannot be found again. */
const UNLISTED = new Set(['assessments', 'coachLogs']);

/** A campus whose time passes only when a process of {@link CloseOutStage.run} lets it. */
export type CloseOutStage = {
  /** Begins or resumes; its lines arrive in `lines`. */
  run(
    mode: 'start' | 'startOnce' | 'resume' | 'retry' | 'check',
    courses?: number,
    percent?: number,
  ): ChildProcess;
  readonly lines: string[];
  /** Ends a process at once, though not while an answer is on its way that cannot be had again: a start that Codio lists nowhere, or the
   * last bytes of a file, which would be counted as sent and be sent again. */
  kill(child: ChildProcess): Promise<void>;
  /** Waits until a process ends by itself; fails if it broke down. */
  ended(child: ChildProcess): Promise<void>;
  tally(): Promise<v.InferOutput<typeof tally>>;
  turn(switches: NonNullable<CampusOptions['faults']>): Promise<void>;
  /** Epoch milliseconds. */
  now(): Promise<number>;
  /** The folder of the only run. */
  closeOutFolder(): string;
  stop(): Promise<void>;
};

export async function openStage(
  folder: string,
  from: Date,
  faults: CampusOptions['faults'] = {},
): Promise<CloseOutStage> {
  const campus = await startCampus({ stateDir: join(folder, 'campus'), faults, now: () => from.getTime() });
  const { clientId, clientSecret } = campus.codio;
  const children = new Set<ChildProcess>();
  const lines: string[] = [];
  const sandbox = async (method: string, path: string, body?: object): Promise<unknown> => {
    const reply = await fetch(`${campus.origin}/__sandbox/${path}`, {
      method,
      headers: { 'X-Sandbox': '1' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (reply.status !== 200) throw new Error(await reply.text());
    return reply.json();
  };
  const stepsOf = (): ReadonlyMap<string, string> => {
    const runs = join(folder, 'closeouts');
    const states = new Map<string, string>();
    if (!existsSync(runs)) return states;
    for (const run of readdirSync(runs)) {
      const journal = join(runs, run, 'journal.jsonl');
      if (!existsSync(journal)) continue;
      for (const text of readFileSync(journal, 'utf8').split('\n')) {
        const line = parseLine(text);
        if (line) states.set(`${line.kind}/${line.course}`, line.state.step);
      }
    }
    return states;
  };
  const tallied = async (): Promise<v.InferOutput<typeof tally>> =>
    v.parse(tally, await sandbox('GET', 'tally'));
  /** True while a kill would lose an answer that cannot be had again, or a file that was sent and is not on record. */
  const isOnItsWay = async (): Promise<boolean> => {
    const steps = [...stepsOf()];
    if (steps.some(([key, step]) => step === 'asking' && UNLISTED.has(key.split('/')[0] ?? ''))) return true;
    const received = steps.filter(([, step]) => step === 'saving' || step === 'done').length;
    return (await tallied()).downloaded > received;
  };
  return {
    lines,
    run(mode, courses = 0, percent = 50) {
      const args = [
        PROCESS,
        campus.origin,
        clientId,
        clientSecret,
        folder,
        String(percent),
        mode,
        String(courses),
      ];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      children.add(child);
      child.once('exit', () => children.delete(child));
      let rest = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        const all = (rest + text).split('\n');
        rest = all.pop() ?? '';
        lines.push(...all);
      });
      return child;
    },
    async kill(child) {
      if (child.exitCode !== null) throw new Error('It had ended before it could be killed.');
      const gone = once(child, 'exit');
      for (;;) {
        child.kill('SIGSTOP');
        await delay(20);
        if (!(await isOnItsWay())) break;
        child.kill('SIGCONT');
        await delay(3);
      }
      child.kill('SIGKILL');
      await gone;
    },
    async ended(child) {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      if (child.exitCode !== 0) throw new Error(`The process broke down:\n${lines.slice(-20).join('\n')}`);
    },
    tally: tallied,
    turn: async (switches) => {
      await sandbox('POST', 'faults', switches);
    },
    now: async () =>
      Date.parse(
        v.parse(v.object({ now: v.string() }), await sandbox('POST', 'clock', { advanceMs: 0 })).now,
      ),
    closeOutFolder() {
      const [name = ''] = readdirSync(join(folder, 'exports'));
      return join(folder, 'exports', name);
    },
    async stop() {
      for (const child of children) child.kill('SIGKILL');
      await campus.close();
    },
  };
}
