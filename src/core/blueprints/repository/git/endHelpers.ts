import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Ends every process whose command line holds `mark`. A git that is ended leaves the helper that talks to the server behind, which
 * notices only when the server says something; no other way leads to it, for simple-git does not tell of its processes. On Windows
 * the helper ends by itself, when the server counts as stalled.
 */
export async function endHelpers(mark: string): Promise<void> {
  if (process.platform === 'win32') return;
  for (const pid of await pidsOf(mark)) {
    try {
      process.kill(pid);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has ended meanwhile
    }
  }
}

async function pidsOf(mark: string): Promise<number[]> {
  const found: number[] = [];
  if (process.platform === 'linux') {
    for (const name of await readdir('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => ''); // it has ended meanwhile
      if (command.includes(mark)) found.push(Number(name));
    }
    return found;
  }
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,command=']);
  for (const line of stdout.split('\n')) {
    const [, pid, command = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    // Not the `ps` itself, whose own line does not hold the mark.
    if (pid !== undefined && command.includes(mark)) found.push(Number(pid));
  }
  return found;
}
