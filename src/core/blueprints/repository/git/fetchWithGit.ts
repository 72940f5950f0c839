import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimpleGit } from 'simple-git';
import { fail } from '../../../platform/failure.ts';
import { createHttp } from '../../../platform/http.ts';
import { isGitServer } from '../builtIn/isGitServer.ts';
import { findInTree } from '../findInTree.ts';
import { MOST_LINK_BYTES } from '../linkTarget.ts';
import { isCommitName, looksLikeShortCommit } from '../refLooks.ts';
import type { FetchedFile, FetchOptions, RepositoryFile } from '../repositoryFile.ts';
import type { TransferGuard } from '../transferGuard.ts';
import { entryKind, type TreeEntry } from '../treeEntry.ts';
import { endHelpers } from './endHelpers.ts';
import { makeGitRepository, writeGitConfig, type GitRepositoryOptions } from './gitRepository.ts';
import { readGitError, type GitError } from './readGitError.ts';
import { startGit } from '../../../git/startGit.ts';
import { bytesIn, watchFolder } from './watchFolder.ts';

/** What was fetched, in the repository; not a branch, because a branch must be a commit. */
const WANTED = 'refs/lectern/wanted';

/** What of a repository is asked for, from the least to everything. */
type Extent = 'noFiles' | 'oneCommit' | 'everything';

type Run = {
  readonly wanted: RepositoryFile;
  readonly options: FetchOptions;
  readonly guard: TransferGuard;
  readonly env: Readonly<Record<string, string>>;
  readonly repository: GitRepositoryOptions;
};

type Opened = { readonly run: Run; readonly folder: string; readonly git: SimpleGit };

export type GitFetch = Omit<Run, 'repository'> & {
  /** An empty folder. */
  readonly folder: string;
  /** A PEM file with every authority that is trusted; absent for those of the system. */
  readonly caFile?: string;
};

/**
 * Fetches one file with the installed git. At first one commit without the content of its files, then the one that is wanted;
 * where a server cannot do that, the commit as a whole; where it cannot do that either (files without a git behind them, or a commit that
 * is not the newest of a branch), everything. Nothing is ever checked out.
 */
export async function fetchWithGit({ folder, caFile, ...rest }: GitFetch): Promise<FetchedFile> {
  const { url } = rest.wanted;
  const run: Run = {
    ...rest,
    repository: {
      url,
      remote: `lectern-${randomUUID()}`,
      stallMs: rest.options.limits.stallMs,
      ...(caFile !== undefined && { caFile }),
    },
  };
  let extent: Extent = 'noFiles';
  for (;;) {
    const opened = await open(run, join(folder, extent));
    try {
      return await fetchExtent(opened, extent);
    } catch (error) {
      if (!(error instanceof GitRefused)) throw error;
      const { said } = error;
      const next = nextExtent(said, extent, run.wanted.ref);
      if (next === undefined) {
        if (said.is === 'noSuchRef') await checkServer(run);
        return failAs(said, run.wanted);
      }
      extent = next;
    }
  }
}

/** git failed; there may be another way. */
class GitRefused extends Error {
  override readonly name = 'GitRefused';
  readonly said: GitError;

  constructor(said: GitError) {
    super(said.is);
    this.said = said;
  }
}

async function checkServer({ wanted, options, guard }: Run): Promise<void> {
  const http = createHttp(options.http);
  if (!(await isGitServer(http, wanted.url, options.limits.stallMs, guard.signal)))
    fail({ kind: 'repository', problem: { is: 'notARepository' } });
}

function nextExtent(error: GitError, extent: Extent, ref: string | undefined): Extent | undefined {
  if (extent === 'everything') return undefined;
  if (error.is === 'dumb') return 'everything';
  if (error.is !== 'notServed') return undefined;
  if (ref !== undefined && isCommitName(ref)) return 'everything';
  return extent === 'noFiles' ? 'oneCommit' : undefined;
}

function failAs(error: GitError, { ref }: RepositoryFile): never {
  if (error.is === 'failure') fail(error.failure);
  if (ref === undefined) fail({ kind: 'repository', problem: { is: 'empty' } });
  fail({ kind: 'repository', problem: { is: 'ref', ref, shortCommit: looksLikeShortCommit(ref) } });
}

async function open(run: Run, folder: string): Promise<Opened> {
  await mkdir(folder, { mode: 0o700 });
  await makeGitRepository(folder, run.repository);
  const { git: program } = run.options;
  const git = await startGit({
    folder,
    env: run.env,
    signal: run.guard.signal,
    ...(program !== undefined && { program }),
  });
  return { run, folder, git };
}

async function fetchExtent(opened: Opened, extent: Extent): Promise<FetchedFile> {
  const { run, git } = opened;
  const { ref, path } = run.wanted;
  const { limits } = run.options;
  const args = {
    noFiles: ['--depth=1', '--filter=blob:none'],
    oneCommit: ['--depth=1'],
    everything: [],
  }[extent];
  const commitOnly = extent === 'everything' && ref !== undefined && isCommitName(ref);
  const refspecs = commitOnly
    ? ['+refs/heads/*:refs/lectern/heads/*', '+refs/tags/*:refs/lectern/tags/*']
    : [`+${ref ?? 'HEAD'}:${WANTED}`];
  await fetch(
    opened,
    [...args, run.repository.remote, ...refspecs],
    limits.transferBytes,
    'transferTooLarge',
  );
  await writeGitConfig(opened.folder, run.repository);

  const commit = await commitOf(git, commitOnly ? ref : WANTED);
  if (commit === undefined) throw new GitRefused({ is: 'noSuchRef' });
  const entry = (await entriesOf(git, commit, path))[0];
  const file =
    entry?.kind === 'file' && entry.path === path
      ? entry
      : await findInTree(await entriesOf(git, commit), path, async (link) => {
          const text = await receive(opened, link.oid, MOST_LINK_BYTES);
          return text && Buffer.from(text).toString('utf8');
        });
  const bytes = await receive(opened, file.oid, limits.fileBytes);
  if (bytes === undefined)
    fail({ kind: 'repository', problem: { is: 'fileTooLarge', limit: limits.fileBytes } });
  return { bytes, commit, path: file.path, way: 'git' };
}

/** The content of a file, fetched if it has not come yet; undefined where it is larger than `most` bytes. */
async function receive(opened: Opened, oid: string, most: number): Promise<Uint8Array | undefined> {
  const { git, run } = opened;
  if ((await sizeOf(git, oid)) === undefined)
    await fetch(opened, [run.repository.remote, oid], run.options.limits.fileBytes, 'fileTooLarge');
  const size = (await sizeOf(git, oid)) ?? 0;
  return size > most ? undefined : contentOf(opened, oid);
}

/** Runs one `git fetch` that may bring so many bytes. Fails as GitRefused where there may be another way. */
async function fetch(
  { run, folder, git }: Opened,
  args: readonly string[],
  limit: number,
  problem: 'fileTooLarge' | 'transferTooLarge',
): Promise<void> {
  const { guard, options, wanted } = run;
  const objects = join(folder, 'objects');
  const before = await bytesIn(objects);
  const done = new AbortController();
  const look = (bytes: number): void => {
    options.onProgress?.({ bytes });
    if (bytes - before > limit) guard.stop({ kind: 'repository', problem: { is: problem, limit } });
  };
  const watched = watchFolder(objects, look, done.signal);
  let failed: GitError | undefined;
  try {
    await git.raw(['fetch', '--no-tags', '--no-recurse-submodules', '--no-progress', '--quiet', ...args]);
  } catch (error) {
    failed = readGitError(error, wanted.url, options.limits.stallMs);
  } finally {
    done.abort();
    await watched;
    if (guard.signal.aborted) await endHelpers(run.repository.remote);
  }
  look(await bytesIn(objects));
  guard.check();
  if (failed) throw new GitRefused(failed);
}

async function commitOf(git: SimpleGit, name: string): Promise<string | undefined> {
  try {
    const found = await git.raw(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    // Being quiet, it may fail without a word.
    return found.trim() || undefined;
  } catch {
    return undefined; // no such object, or the ref names something else than a commit
  }
}

/** The entry at a path, or every entry that is no folder. */
async function entriesOf(git: SimpleGit, commit: string, path?: string): Promise<TreeEntry[]> {
  const where = path === undefined ? ['-r', commit] : [commit, '--', path];
  const listed = await git.raw(['ls-tree', '-z', '--full-tree', ...where]);
  return listed.split('\0').flatMap((line) => {
    const [, mode, oid, name] = /^(\d+) \w+ ([\da-f]+)\t(.*)$/s.exec(line) ?? [];
    return mode === undefined || oid === undefined || name === undefined
      ? []
      : [{ kind: entryKind(mode), oid, path: name }];
  });
}

/** The size of an object in bytes; undefined where the repository does not have it. */
async function sizeOf(git: SimpleGit, oid: string): Promise<number | undefined> {
  try {
    return Number(await git.raw(['cat-file', '-s', oid]));
  } catch {
    return undefined;
  }
}

async function contentOf({ git, run: { guard } }: Opened, oid: string): Promise<Uint8Array> {
  let content: unknown;
  try {
    content = await git.binaryCatFile(['blob', oid]);
  } catch (error) {
    guard.check();
    fail({ kind: 'damaged', problem: 'unreadable' }, error);
  }
  return content instanceof Uint8Array ? content : fail({ kind: 'damaged', problem: 'unreadable' });
}
