import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchFromRepository } from '../../../src/core/blueprints/repository/fetchFromRepository.ts';
import {
  DEFAULT_LIMITS,
  type FetchedFile,
  type FetchOptions,
} from '../../../src/core/blueprints/repository/repositoryFile.ts';
import { scratchFolder } from '../../../scripts/process/scratchFolder.ts';
import { makeAuthority } from '../../git/authority.ts';
import { startGitServer, type GitServer } from '../../git/gitServer.ts';

export type Fixture = {
  /** The folder of the server's repositories. */
  readonly root: string;
  readonly server: GitServer;
  /** Where fetches work. */
  readonly work: string;
  readonly caFile: string;
  readonly options: (change?: Partial<FetchOptions>) => FetchOptions;
  close(): Promise<void>;
};

export type Way = 'git' | 'builtIn';
export const WAYS: readonly Way[] = ['git', 'builtIn'];

/** A Git server with nothing on it yet, and a client that trusts it. */
export async function makeFixture(): Promise<Fixture> {
  const scratch = scratchFolder('blueprints');
  const authority = await makeAuthority();
  const caFile = join(scratch.path, 'ca.pem');
  await writeFile(caFile, authority.ca);
  const root = join(scratch.path, 'repositories');
  const work = join(scratch.path, 'work');
  const server = await startGitServer(root, authority);
  return {
    root,
    server,
    work,
    caFile,
    options: (change) => ({
      way: 'git',
      folder: work,
      http: { userAgent: 'Lectern/test', caFile },
      limits: DEFAULT_LIMITS,
      env: process.env,
      ...change,
    }),
    async close() {
      await server.close();
      scratch.remove();
    },
  };
}

/** Fetches a file, for tests that care about what came only. */
export function fetchFile(
  { server, options }: Fixture,
  where: { readonly at: string; readonly path: string; readonly ref?: string },
  change: Partial<FetchOptions>,
  signal: AbortSignal = new AbortController().signal,
): Promise<FetchedFile> {
  const { at, ...rest } = where;
  return fetchFromRepository({ url: `${server.origin}/${at}`, ...rest }, options(change), signal);
}
