import { hasControlCharacter } from './hasControlCharacter.ts';
import type { RefAndPath, RepositoryAddress } from './repositoryAddress.ts';

/** A branch's name rarely has more parts. Each reading costs a question to the server. */
const MOST_READINGS = 4;

const VIEWS = '(?:blob|raw|tree|edit|blame|commits?)';
/** `/group/…/project/-/blob/REF/PATH`, on any host. */
const GITLAB = new RegExp(`^(/.+?/[^/]+)/-/${VIEWS}/(.+)$`);
/** `/owner/repository/src/branch/REF/PATH`, on any host. */
const GITEA = /^(\/[^/]+\/[^/]+)\/(?:src|raw|media|blame|commits?)\/(branch|tag|commit)\/(.+)$/;
/** `/owner/repository/blob/REF/PATH`, on any host. */
const GITHUB = new RegExp(`^(/[^/]+/[^/]+)/${VIEWS}/(.+)$`);
/** `/workspace/repository/src/REF/PATH`; too common a path to be taken on other hosts. */
const BITBUCKET = /^(\/[^/]+\/[^/]+)\/(?:src|raw)\/(.+)$/;
const RAW_GITHUB = /^(\/[^/]+\/[^/]+)\/(?:refs\/(heads|tags)\/)?(.+)$/;
/** Hosts on which a repository is always two names deep, so that what follows is a page. */
const TWO_DEEP = new Set(['github.com', 'www.github.com', 'bitbucket.org', 'codeberg.org']);

/**
 * Reads the address of a web page that shows a repository, a folder or a file of it; undefined for what is no such page, which
 * may well be a clone URL.
 */
export function readPageAddress(url: URL): RepositoryAddress | undefined {
  const { hostname, pathname } = url;
  if (hostname === 'raw.githubusercontent.com') {
    const [, repository, kind, rest] = RAW_GITHUB.exec(pathname) ?? [];
    if (repository === undefined || rest === undefined) return undefined;
    return page('https://github.com', repository, rest, kind);
  }
  const gitea = GITEA.exec(pathname);
  if (gitea?.[1] !== undefined && gitea[3] !== undefined)
    return page(url.origin, gitea[1], gitea[3], gitea[2]);
  const found =
    GITLAB.exec(pathname) ??
    GITHUB.exec(pathname) ??
    (hostname === 'bitbucket.org' ? BITBUCKET.exec(pathname) : null);
  if (found?.[1] !== undefined && found[2] !== undefined) return page(url.origin, found[1], found[2]);
  if (!TWO_DEEP.has(hostname)) return undefined;
  const [, owner, repository, ...more] = pathname.replace(/\/+$/, '').split('/');
  if (owner === undefined || repository === undefined) return undefined;
  if (more.length === 0 && url.search === '' && url.hash === '') return undefined;
  return page(url.origin, `/${owner}/${repository}`, '');
}

function page(
  origin: string,
  repository: string,
  rest: string,
  kind?: string,
): RepositoryAddress | undefined {
  const readings = readingsOf(rest, kind);
  if (readings === undefined) return undefined;
  return { url: `${origin}${repository.replace(/\.git$/, '')}.git`, derived: true, readings };
}

function readingsOf(rest: string, kind: string | undefined): readonly RefAndPath[] | undefined {
  const parts: string[] = [];
  for (const part of rest.split('/').filter((one) => one !== '')) {
    try {
      parts.push(decodeURIComponent(part));
    } catch {
      return undefined; // not an address that a host would make
    }
  }
  if (parts.some(hasControlCharacter)) return undefined;
  const most = kind === 'commit' ? 1 : Math.min(parts.length, MOST_READINGS);
  const prefix =
    kind === 'branch' || kind === 'heads'
      ? 'refs/heads/'
      : kind === 'tag' || kind === 'tags'
        ? 'refs/tags/'
        : '';
  return Array.from({ length: most }, (_, i) => ({
    ref: prefix + parts.slice(0, i + 1).join('/'),
    path: parts.slice(i + 1).join('/'),
  }));
}
