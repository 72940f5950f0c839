import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type GitRepositoryOptions = {
  readonly url: string;
  /** What the remote is called. It stands in the command line of every process that talks to the server. */
  readonly remote: string;
  readonly stallMs: number;
  /** A PEM file with every authority that is trusted; absent for those of the system. */
  readonly caFile?: string;
};

/**
 * Makes a bare repository without `git init`, which would copy the templates of the machine, hooks among them. Its configuration is the
 * only one there is (see `gitEnvironment`).
 */
export async function makeGitRepository(folder: string, options: GitRepositoryOptions): Promise<void> {
  for (const name of ['objects', 'objects/pack', 'refs', 'refs/heads'])
    await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  await writeGitConfig(folder, options);
}

/**
 * Writes the repository's configuration anew. After a fetch with a filter that makes git forget that objects are missing on purpose, so
 * that reading one fails at once and fetches nothing by itself.
 */
export async function writeGitConfig(
  folder: string,
  { url, remote, stallMs, caFile }: GitRepositoryOptions,
): Promise<void> {
  const trust =
    caFile === undefined
      ? []
      : [
          `sslCAInfo = ${quoted(caFile)}`,
          // On Windows git asks the system whom to trust, unless told; elsewhere it may have one way only.
          ...(process.platform === 'win32' ? ['sslBackend = openssl'] : []),
        ];
  const lines = [
    '[core]',
    'repositoryformatversion = 1',
    'bare = true',
    `hooksPath = ${quoted(join(folder, 'no-hooks'))}`,
    'fsmonitor = false',
    'symlinks = false',
    '[credential]',
    'helper =',
    '[protocol]',
    'version = 2',
    'allow = never',
    '[protocol "https"]',
    'allow = always',
    '[http]',
    'followRedirects = initial',
    'sslVerify = true',
    'lowSpeedLimit = 1',
    `lowSpeedTime = ${Math.max(1, Math.ceil(stallMs / 1000))}`,
    ...trust,
    '[transfer]',
    'credentialsInUrl = die',
    'bundleURI = false',
    '[fetch]',
    'recurseSubmodules = false',
    'writeCommitGraph = false',
    'negotiationAlgorithm = noop',
    // Packs as they come: what has arrived is one growing file.
    'unpackLimit = 1',
    '[submodule]',
    'recurse = false',
    '[gc]',
    'auto = 0',
    '[maintenance]',
    'auto = false',
    `[remote "${remote}"]`,
    `url = ${quoted(url)}`,
  ];
  await writeFile(join(folder, 'config'), `${lines.join('\n')}\n`, { mode: 0o600 });
}

/** A value of a configuration file: git reads backslash and quote as an escape. */
function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
