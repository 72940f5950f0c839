import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Runs npm in a folder and shows its output. Prefers the npm that started us: it need not be on the PATH.
 *
 * @param {string} cwd
 * @param {string[]} args
 * @returns {'done' | 'failed' | 'no npm'}
 */
export function npmCommand(cwd, args) {
  const own = process.env.npm_execpath;
  const script = own !== undefined && /npm-cli\.[cm]?js$/.test(own) && existsSync(own);
  const [command, first] = script ? [process.execPath, [own]] : ['npm', []];
  const { status, error } = spawnSync(command, [...first, ...args], {
    cwd,
    stdio: 'inherit',
    shell: !script && process.platform === 'win32',
  });
  if (error !== undefined && error.code === 'ENOENT') return 'no npm';
  return status === 0 ? 'done' : 'failed';
}
