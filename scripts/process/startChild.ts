import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { onEnd } from './onEnd.ts';
import { descendants, runningProcesses } from './processTree.ts';

/** How long a process may take to end by itself before it is killed. */
const GRACE_MS = 5_000;

export type Child = {
  readonly process: ChildProcess;
  /** The process id; 0 when the program could not be started (see `ended`). */
  readonly pid: number;
  /** The exit code, 1 when a signal ended it or it could not be started. */
  readonly ended: Promise<number>;
  /** Ends it with everything it started: politely first, by force after five seconds. */
  end(): Promise<void>;
};

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // already gone
  }
}

function killTree(pid: number): void {
  if (process.platform === 'win32') {
    execFileSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  for (const one of [pid, ...descendants(pid).map((child) => child.pid)]) kill(one, 'SIGKILL');
}

/** Starts a program that does not outlive us: whatever ends this process ends it and its own children too. */
export function startChild(command: string, args: readonly string[], options: SpawnOptions): Child {
  const child = spawn(command, args, options);
  const pid = child.pid ?? 0;
  const forget = pid === 0 ? () => undefined : onEnd(() => killTree(pid));
  const ended = new Promise<number>((done) => {
    child.once('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  }).then((code) => {
    forget();
    return code;
  });
  const end = async (): Promise<void> => {
    if (pid === 0 || child.exitCode !== null || child.signalCode !== null) return;
    const tree = descendants(pid);
    child.kill('SIGTERM');
    const patience = new AbortController();
    const late = pause(GRACE_MS, 'late' as const, { signal: patience.signal }).catch(
      () => 'aborted' as const,
    );
    if ((await Promise.race([ended, late])) === 'late') killTree(pid);
    patience.abort();
    await ended;
    // What it started and left behind; by now it has another parent.
    const alive = new Set(tree.map(({ command: line, pid: id }) => `${id} ${line}`));
    for (const one of runningProcesses())
      if (alive.has(`${one.pid} ${one.command}`)) kill(one.pid, 'SIGKILL');
  };
  return { process: child, pid, ended, end };
}
