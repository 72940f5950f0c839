import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startGit, type StartGitOptions } from './startGit.ts';

/** The first version whose fetch takes everything that is asked of it; of January 2020. */
const OLDEST = [2, 25] as const;

/** True where a git is installed that is new enough. */
export async function findGit(options: StartGitOptions): Promise<boolean> {
  const ofSystem = options.program === undefined || options.program === '/usr/bin/git';
  if (process.platform === 'darwin' && ofSystem && !(await hasDeveloperTools())) return false;
  const git = await startGit(options);
  const { installed, major, minor } = await git.version();
  return installed && (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]));
}

/** Without Apple's tools, macOS answers a call of git by a window that offers to install them. */
async function hasDeveloperTools(): Promise<boolean> {
  try {
    await promisify(execFile)('/usr/bin/xcode-select', ['-p']);
    return true;
  } catch {
    return false;
  }
}
