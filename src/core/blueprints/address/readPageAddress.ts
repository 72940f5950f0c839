import { hasControlCharacter } from './hasControlCharacter.ts';
import { readRepositoryPath } from './readRepositoryPath.ts';
import { refProblem } from './refProblem.ts';
import type { AddressReading, RefAndPath } from './repositoryAddress.ts';

/** A branch's name rarely has more parts. Each reading costs a question to the server. */
const MOST_READINGS = 4;

const VIEWS = '(?:blob|raw|tree|edit|blame|commits?)';
/** What a client of Git asks for below a repository: whoever copied it from a log means the repository. */
const SERVICE = /^(\/.+?)\/(?:info\/refs|git-upload-pack|git-receive-pack)$/;
/** `/group/…/project/-/PAGE`, on any host. */
const GITLAB = /^(\/.+?\/[^/]+)\/-(?:\/(.*))?$/;
const GITLAB_FILE = new RegExp(`^${VIEWS}/(.+)$`);
/** `/owner/repository/src/branch/REF/PATH`, on any host. */
const GITEA = /^(\/[^/]+\/[^/]+)\/(?:src|raw|media|blame|commits?)\/(branch|tag|commit)\/(.+)$/;
/** `/owner/repository/blob/REF/PATH`, on any host. */
const GITHUB = new RegExp(`^(/[^/]+/[^/]+)/${VIEWS}/(.+)$`);
/** `/workspace/repository/src/REF/PATH`; too common a path to be taken on other hosts. */
const BITBUCKET = /^(\/[^/]+\/[^/]+)\/(?:src|raw)\/(.+)$/;
const RAW_GITHUB = /^(\/[^/]+\/[^/]+)\/(?:refs\/(heads|tags)\/)?(.+)$/;
/** Hosts on which a repository is always two names deep, so that what follows is a page. */
const TWO_DEEP = new Set(['github.com', 'bitbucket.org', 'codeberg.org']);
/** First names that are nobody's on one of these hosts: pages about many repositories. */
const NOBODY =
  /^(?:about|account|apps|collections|dashboard|dashboards|explore|features|groups|issues|login|marketplace|new|notifications|orgs|pricing|projects|pulls|search|settings|sponsors|stars|topics|trending|user|users|workspace)$/i;

/**
 * Reads the address of a web page that shows a repository, a folder or a file of it; undefined for what is no such page, which
 * may well be a clone URL. A page that names no repository, or something that is neither a branch nor a path, is a problem.
 */
export function readPageAddress(url: URL): AddressReading | undefined {
  const { pathname } = url;
  const hostname = url.hostname.replace(/^www\./, '');
  const origin = TWO_DEEP.has(hostname) ? `https://${url.host.replace(/^www\./, '')}` : url.origin;
  const [, service] = SERVICE.exec(pathname) ?? [];
  if (service !== undefined) return derived(`${origin}${service}`, []);
  if (hostname === 'raw.githubusercontent.com') {
    const [, repository, kind, rest] = RAW_GITHUB.exec(pathname) ?? [];
    return repository === undefined || rest === undefined
      ? nobody()
      : page('https://github.com', repository, rest, kind);
  }
  const gitea = GITEA.exec(pathname);
  if (gitea?.[1] !== undefined && gitea[3] !== undefined) return page(origin, gitea[1], gitea[3], gitea[2]);
  const gitlab = GITLAB.exec(pathname);
  if (gitlab?.[1] !== undefined) {
    if (NOBODY.test(gitlab[1].split('/')[1] ?? '')) return nobody();
    return page(origin, gitlab[1], GITLAB_FILE.exec(gitlab[2] ?? '')?.[1] ?? '');
  }
  // A page of a group, or of one person.
  if (pathname.split('/').includes('-')) return nobody();
  const found = GITHUB.exec(pathname) ?? (hostname === 'bitbucket.org' ? BITBUCKET.exec(pathname) : null);
  if (found?.[1] !== undefined && found[2] !== undefined) return page(origin, found[1], found[2]);
  return bare(origin, hostname, pathname);
}

/** The page of a repository itself, on a host that is known. */
function bare(origin: string, hostname: string, pathname: string): AddressReading | undefined {
  const two = TWO_DEEP.has(hostname);
  if (!two && hostname !== 'gitlab.com') return undefined;
  const [, owner = '', repository = '', ...more] = pathname.replace(/\/+$/, '').split('/');
  if (owner === '') return undefined;
  if (repository.replace(/\.git$/, '') === '' || NOBODY.test(owner)) return nobody();
  const path = two ? `/${owner}/${repository}` : `/${[owner, repository, ...more].join('/')}`;
  const reading = page(origin, path, '');
  // Nothing is derived where it is the clone URL already.
  return path.endsWith('.git') && (more.length === 0 || !two) ? undefined : reading;
}

function nobody(): AddressReading {
  return { ok: false, problem: { is: 'noRepository' } };
}

function derived(url: string, readings: readonly RefAndPath[]): AddressReading {
  return { ok: true, address: { url, derived: true, readings } };
}

function page(origin: string, repository: string, rest: string, kind?: string): AddressReading {
  const url = `${origin}${repository.replace(/\.git$/, '')}.git`;
  const parts: string[] = [];
  for (const part of rest.split('/').filter((one) => one !== '')) {
    try {
      parts.push(decodeURIComponent(part));
    } catch {
      return { ok: false, problem: { is: 'notAnAddress' } }; // not an address that a host would make
    }
  }
  if (parts.some(hasControlCharacter)) return { ok: false, problem: { is: 'control' } };
  const readings = readingsOf(parts, kind);
  const fitting = readings.filter((one) => problemOf(one) === undefined);
  const [problem] = readings.flatMap((one) => problemOf(one) ?? []);
  return fitting.length === 0 && problem ? { ok: false, problem } : derived(url, fitting);
}

/** Why a ref and a path would be refused where they are typed. */
function problemOf({ ref, path }: RefAndPath) {
  const reading = path === '' ? undefined : readRepositoryPath(path);
  return refProblem(ref) ?? (reading && !reading.ok ? reading.problem : undefined);
}

function readingsOf(parts: readonly string[], kind: string | undefined): readonly RefAndPath[] {
  const most = kind === 'commit' ? Math.min(parts.length, 1) : Math.min(parts.length, MOST_READINGS);
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
