import type { Archive } from '../archives/archive.ts';
import type { ArchiveEntry } from '../archives/archiveEntry.ts';

/** What is in a zip, as far as one looks to tell what it is. Paths are those of the archive. */
export type ZipFacts = {
  /** The folders that hold all the rest, one in the other, outermost first. */
  readonly wrappers: readonly string[];
  /** Names directly below the wrappers. Here and below, entries with a hostile or odd name do not count. */
  readonly root: readonly string[];
  /** How many archives there are at the root, and below it. */
  readonly archives: { readonly root: number; readonly below: number };
  readonly folders: number;
  /** Tables, nearest to the root first. */
  readonly tables: readonly string[];
  readonly tablesAtRoot: number;
  /** Other files at the root. */
  readonly othersAtRoot: number;
};

/** Entries that are looked at. Whatever a zip is, its first ones say so. */
const MOST_ENTRIES = 5_000;
/** Longest level that is listed. */
const PAGE = 1_000;

/** A folder with a dot belongs to a workspace. */
function isWrapper({ name, path }: ArchiveEntry): boolean {
  return path !== undefined && !name.startsWith('.');
}

/** Looks at the names in a zip, level by level; nothing in it is unpacked. */
export async function zipFacts(archive: Archive): Promise<ZipFacts> {
  const wrappers: string[] = [];
  const tables: string[] = [];
  const archives = { root: 0, below: 0 };
  let [root, folders, tablesAtRoot, othersAtRoot, seen]: [string[], number, number, number, number] = [
    [],
    0,
    0,
    0,
    0,
  ];
  const levels = [''];
  for (let level = levels.shift(); level !== undefined && seen < MOST_ENTRIES; level = levels.shift()) {
    const page = await archive.list(level, { from: 0, count: PAGE });
    seen += page.entries.length;
    // What has no path has a name that is refused; the rest tells what the zip is.
    const entries = page.entries.filter(({ path }) => path !== undefined);
    const atRoot = level === wrappers.join('/');
    const [only] = entries;
    if (atRoot && entries.length === 1 && only?.kind === 'folder' && isWrapper(only)) {
      wrappers.push(only.name);
      levels.push(only.path ?? '');
      continue;
    }
    if (atRoot) root = entries.map(({ name }) => name);
    for (const { name, kind, path } of entries) {
      if (path === undefined) continue;
      if (kind === 'folder') {
        folders += 1;
        levels.push(path);
      } else if (kind === 'archive') archives[atRoot ? 'root' : 'below'] += 1;
      else if (/\.csv$/i.test(name)) {
        tables.push(path);
        if (atRoot) tablesAtRoot += 1;
      } else if (atRoot) othersAtRoot += 1;
    }
  }
  return { wrappers, root, archives, folders, tables, tablesAtRoot, othersAtRoot };
}
