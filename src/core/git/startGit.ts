import { basename, delimiter, dirname } from 'node:path';
import type { SimpleGit } from 'simple-git';
import { GIT_VARIABLES } from './gitEnvironment.ts';

export type StartGitOptions = {
  /** Where git runs; it must exist. */
  readonly folder: string;
  /** As `gitEnvironment` makes it. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** The program, an absolute path; absent for the one on the PATH. */
  readonly program?: string;
};

/** The installed git, by simple-git with all of its guards on. An aborted signal ends what runs. */
export async function startGit({ folder, env, signal, program }: StartGitOptions): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({
    baseDir: folder,
    abort: signal,
    allowEnvironment: GIT_VARIABLES,
    maxConcurrentProcesses: 1,
    trimmed: false,
    // Its name only, found by the PATH: simple-git takes no path with a blank in it for a program.
    ...(program !== undefined && { binary: basename(program) }),
  }).env(program === undefined ? { ...env } : foundFirst(env, dirname(program)));
}

/** The environment in which programs of `folder` come before all others. */
function foundFirst(env: Readonly<Record<string, string>>, folder: string): Record<string, string> {
  const name = Object.keys(env).find((one) => one.toLowerCase() === 'path') ?? 'PATH';
  const rest = env[name] ?? '';
  return { ...env, [name]: rest === '' ? folder : `${folder}${delimiter}${rest}` };
}
