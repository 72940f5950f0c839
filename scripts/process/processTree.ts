import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A running process. `command` is its command line, arguments parted by blanks. */
export type RunningProcess = {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
};

function readProcessFile(pid: string, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined; // it ended while we looked
  }
}

function fromProc(): RunningProcess[] {
  const found: RunningProcess[] = [];
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const stat = readProcessFile(pid, 'stat');
    const command = readProcessFile(pid, 'cmdline');
    if (stat === undefined || command === undefined) continue;
    // "pid (name) state parent ...": the name may hold blanks and brackets.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z') continue;
    found.push({ pid: Number(pid), parent: Number(parent), command: command.split('\0').join(' ').trim() });
  }
  return found;
}

function fromPs(): RunningProcess[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return match === null
      ? []
      : [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }];
  });
}

/** Everything that runs on this machine. Empty on Windows, where `taskkill` knows the tree itself. */
export function runningProcesses(): readonly RunningProcess[] {
  if (process.platform === 'win32') return [];
  return existsSync('/proc/self/stat') ? fromProc() : fromPs();
}

/** The children of a process, their children and so on, parents first. */
export function descendants(pid: number, all = runningProcesses()): readonly RunningProcess[] {
  return all
    .filter(({ parent }) => parent === pid)
    .flatMap((child) => [child, ...descendants(child.pid, all)]);
}
