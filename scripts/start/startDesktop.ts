import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Missing } from '../missing.ts';
import { onEnd } from '../process/onEnd.ts';
import { runningProcesses } from '../process/processTree.ts';
import { startChild } from '../process/startChild.ts';
import { ROOT } from '../root.ts';

/**
 * Opens the `code` on the PATH with Lectern from this checkout, apart from the person's own windows and settings.
 *
 * @returns the exit code, when its last window is closed
 */
export async function startDesktop(place: {
  readonly scratch: string;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
}): Promise<number> {
  const windows = process.platform === 'win32';
  if (spawnSync('code', ['--version'], { shell: windows }).status !== 0) {
    throw new Missing(
      'There is no "code" on the PATH: install VS Code and its "code" command (Command Palette: "Shell Command: Install \'code\' command in PATH"), or run "npm start" without --desktop.',
    );
  }
  const userData = join(place.scratch, 'user');
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User/settings.json'), JSON.stringify(place.settings));
  // The command starts the application and lets go of it: find it by the folder that is its alone.
  const forget = onEnd(() => {
    for (const { pid, command } of runningProcesses()) {
      if (command.includes(userData) && pid !== process.pid) process.kill(pid, 'SIGTERM');
    }
  });
  const code = await startChild(
    'code',
    [
      '--new-window',
      '--wait',
      `--extensionDevelopmentPath=${ROOT}`,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${join(place.scratch, 'extensions')}`,
      '--disable-workspace-trust',
      place.workspace,
    ],
    { stdio: 'inherit', shell: windows, env: { ...process.env, ...place.env } },
  ).ended;
  forget();
  return code;
}
