import { posix } from 'node:path';
import type { TreeEntry } from './treeEntry.ts';

/** The text of a symbolic link; undefined for what is too long to be a path. */
export type ReadLink = (link: TreeEntry) => Promise<string | undefined>;

/** No path is longer. */
export const MOST_LINK_BYTES = 4096;

/** So many links may lead from one to the next. */
const MOST_LINKS = 8;

/**
 * Where a path leads that is a symbolic link, or goes through one: a file or a folder of the repository, from its root. Undefined for a
 * link that leaves the repository, leads nowhere, or round in a circle. It is to be offered: nobody follows a link unasked.
 */
export async function linkTarget(
  entries: readonly TreeEntry[],
  path: string,
  readLink: ReadLink,
): Promise<string | undefined> {
  let at = path;
  for (let hop = 0; hop < MOST_LINKS; hop++) {
    const here = at;
    const link = entries.find(
      (entry) => entry.kind === 'symlink' && (here === entry.path || here.startsWith(`${entry.path}/`)),
    );
    if (!link) return isThere(entries, at) ? at : undefined;
    const text = await readLink(link);
    const to = text === undefined ? undefined : resolve(link.path, text);
    if (to === undefined) return undefined;
    at = posix.join(to, here.slice(link.path.length + 1));
  }
  return undefined;
}

/** What a link's text names, if that is inside the repository. */
function resolve(link: string, text: string): string | undefined {
  if (text === '' || text.startsWith('/') || text.includes('\0')) return undefined;
  const to = posix.join(posix.dirname(link), text).replace(/\/$/, '');
  return to === '.' || to === '..' || to.startsWith('../') ? undefined : to;
}

function isThere(entries: readonly TreeEntry[], path: string): boolean {
  return entries.some(
    (entry) => (entry.path === path && entry.kind === 'file') || entry.path.startsWith(`${path}/`),
  );
}
