import * as fs from 'node:fs';
import { fail, FailureError } from '../../../platform/failure.ts';
import { createHttp } from '../../../platform/http.ts';
import { findInTree } from '../findInTree.ts';
import { MOST_LINK_BYTES } from '../linkTarget.ts';
import { isCommitName, looksLikeShortCommit } from '../refLooks.ts';
import type { FetchedFile, FetchOptions, RepositoryFile } from '../repositoryFile.ts';
import type { TransferGuard } from '../transferGuard.ts';
import { entryKind, type TreeEntry } from '../treeEntry.ts';
import { gitHttpClient, type GitHttpClient } from './gitHttpClient.ts';
import { NotServed } from './receivePack.ts';

export type BuiltInFetch = {
  readonly wanted: RepositoryFile;
  readonly options: FetchOptions;
  readonly guard: TransferGuard;
  /** An empty folder. */
  readonly folder: string;
};

type Git = typeof import('isomorphic-git');
type Repository = {
  readonly git: Git;
  readonly web: GitHttpClient;
  readonly gitdir: string;
  readonly cache: object;
};
type Ref = { readonly ref: string; readonly oid: string };

/**
 * Fetches one file without an installed git, by isomorphic-git over an HTTP client of our own (`gitHttpClient`). Where the server knows
 * filters and gives objects by their name, at first one commit without the content of its files, then the one that is wanted; else
 * the commit as a whole; everything for a commit that only its branch leads to.
 */
export async function fetchBuiltIn({ wanted, options, guard, folder }: BuiltInFetch): Promise<FetchedFile> {
  const git = await import('isomorphic-git');
  // Some hosts serve git to git only.
  const http = createHttp({ ...options.http, userAgent: `git/2.40 (${options.http.userAgent})` });
  const web = gitHttpClient(http, options, guard, folder);
  const repository: Repository = { git, web, gitdir: folder, cache: {} };
  try {
    return await fetchFile(repository, wanted, options, guard);
  } catch (error) {
    guard.check();
    throw error instanceof Error ? readable(error, new URL(wanted.url).host) : error;
  } finally {
    await web.close();
  }
}

async function fetchFile(
  { git, web, gitdir, cache }: Repository,
  { url, ref, path }: RepositoryFile,
  { limits }: FetchOptions,
  guard: TransferGuard,
): Promise<FetchedFile> {
  const info = await git.getRemoteInfo2({ http: web.client, url, protocolVersion: 1 });
  const capabilities = new Map(Object.entries(info.capabilities));
  if ((capabilities.get('object-format') ?? 'sha1') !== 'sha1')
    fail({ kind: 'repository', problem: { is: 'unsupported' } });
  const oid = resolve(info.refs ?? [], ref);
  const byName = ['allow-any-sha1-in-want', 'allow-reachable-sha1-in-want'].some((one) =>
    capabilities.has(one),
  );
  const parted = byName && capabilities.has('filter');

  await git.init({ fs, gitdir, bare: true });
  await git.addRemote({ fs, gitdir, remote: 'origin', url });
  const fetch = (name: string, depth?: number): Promise<unknown> =>
    git.fetch({
      fs,
      http: web.client,
      gitdir,
      cache,
      url,
      remote: 'origin',
      ref: name,
      remoteRef: name,
      singleBranch: true,
      ...(depth !== undefined && { depth }),
    });
  web.filter(parted ? 'blob:none' : undefined);
  try {
    await fetch(oid, 1);
  } catch (error) {
    if (!(error instanceof NotServed)) throw error;
    // Such a server has what it does not give only if nothing leads to it.
    if (byName) missingRef(ref);
    web.filter(undefined);
    await git.fetch({ fs, http: web.client, gitdir, cache, url, remote: 'origin', ref: 'HEAD', tags: true });
  }

  const { oid: commit, commit: content } = await git
    .readCommit({ fs, gitdir, cache, oid })
    .catch((error: unknown) => {
      // An object that is no commit, or that nothing leads to.
      if (isCode(error, 'NotFoundError') || isCode(error, 'ObjectTypeError')) return missingRef(ref);
      throw error;
    });
  const trees = { git, gitdir, cache };
  const entry = await entryAt(trees, content.tree, path);
  const contentOf = async (object: string, most: number): Promise<Buffer | 'tooLarge' | undefined> => {
    const name = Buffer.from(object, 'hex');
    const received = await web.pack()?.readBlob(name, most, () => guard.check());
    if (received !== undefined || !parted) return received;
    web.filter(undefined);
    web.limit(limits.fileBytes, 'fileTooLarge');
    await fetch(object);
    return web.pack()?.readBlob(name, most, () => guard.check());
  };
  const file =
    entry?.kind === 'file'
      ? entry
      : await findInTree(await allEntries(trees, content.tree, ''), path, async (link) => {
          const text = await contentOf(link.oid, MOST_LINK_BYTES);
          return text === 'tooLarge' ? undefined : text?.toString('utf8');
        });
  const bytes = await contentOf(file.oid, limits.fileBytes);
  if (bytes === 'tooLarge')
    return fail({ kind: 'repository', problem: { is: 'fileTooLarge', limit: limits.fileBytes } });
  if (bytes === undefined) return fail({ kind: 'damaged', problem: 'unreadable' });
  return { bytes, commit, path: file.path, way: 'builtIn' };
}

/** The object that a ref names, in the order in which git looks (gitrevisions). */
function resolve(refs: readonly Ref[], ref: string | undefined): string {
  if (ref !== undefined && isCommitName(ref)) return ref.toLowerCase();
  const names = ref === undefined ? ['HEAD'] : [ref, `refs/${ref}`, `refs/tags/${ref}`, `refs/heads/${ref}`];
  for (const name of names) {
    const found = refs.find((one) => one.ref === name);
    if (found) return found.oid;
  }
  return missingRef(ref);
}

function missingRef(ref: string | undefined): never {
  if (ref === undefined) fail({ kind: 'repository', problem: { is: 'empty' } });
  fail({ kind: 'repository', problem: { is: 'ref', ref, shortCommit: looksLikeShortCommit(ref) } });
}

type Trees = Pick<Repository, 'git' | 'gitdir' | 'cache'>;

async function entryAt(trees: Trees, tree: string, path: string): Promise<TreeEntry | undefined> {
  const [first, ...rest] = path.split('/');
  const found = (await entriesIn(trees, tree, '')).find((entry) => entry.path === first);
  if (!found || rest.length === 0) return found && { ...found, path };
  return found.kind === 'folder' ? entryBelow(trees, found.oid, rest, path) : undefined;
}

async function entryBelow(
  trees: Trees,
  tree: string,
  rest: readonly string[],
  path: string,
): Promise<TreeEntry | undefined> {
  const found = await entryAt(trees, tree, rest.join('/'));
  return found && { ...found, path };
}

async function entriesIn({ git, gitdir, cache }: Trees, oid: string, prefix: string): Promise<TreeEntry[]> {
  const { tree } = await git.readTree({ fs, gitdir, cache, oid });
  return tree.map((entry) => ({ kind: entryKind(entry.mode), oid: entry.oid, path: prefix + entry.path }));
}

async function allEntries(trees: Trees, oid: string, prefix: string): Promise<TreeEntry[]> {
  const found: TreeEntry[] = [];
  for (const entry of await entriesIn(trees, oid, prefix)) {
    if (entry.kind !== 'folder') found.push(entry);
    else for (const inner of await allEntries(trees, entry.oid, `${entry.path}/`)) found.push(inner);
  }
  return found;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** isomorphic-git's own errors say what it saw, which tells a person nothing; a server that answers so is no Git server. */
function readable(error: Error, host: string): Error {
  if (error instanceof FailureError) {
    const { failure } = error;
    // Of an answer that ends too early nothing is kept that another try could go on from.
    return failure.kind === 'damaged' && failure.problem === 'truncated'
      ? new FailureError({ kind: 'repository', problem: { is: 'brokeOff', host } }, { cause: error })
      : error;
  }
  if (error instanceof NotServed)
    return new FailureError(
      { kind: 'repository', problem: { is: 'gitFailed', detail: '' } },
      { cause: error },
    );
  const foreign = [
    'ParseError',
    'SmartHttpError',
    'EmptyServerResponseError',
    'HttpError',
    'RemoteCapabilityError',
  ];
  return foreign.some((code) => isCode(error, code))
    ? new FailureError({ kind: 'repository', problem: { is: 'notARepository' } }, { cause: error })
    : error;
}
