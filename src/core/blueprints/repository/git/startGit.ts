import type { SimpleGit } from 'simple-git';
import { GIT_VARIABLES } from './gitEnvironment.ts';

export type StartGitOptions = {
  /** Where git runs; it must exist. */
  readonly folder: string;
  /** As `gitEnvironment` makes it. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** The installed git, by simple-git with all of its guards on. An aborted signal ends what runs. */
export async function startGit({ folder, env, signal }: StartGitOptions): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  return simpleGit({
    baseDir: folder,
    abort: signal,
    allowEnvironment: GIT_VARIABLES,
    maxConcurrentProcesses: 1,
    trimmed: false,
  }).env({ ...env });
}
