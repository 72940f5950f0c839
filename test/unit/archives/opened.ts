import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Archive } from '../../../src/core/archives/archive.ts';
import { ArchiveCache } from '../../../src/core/archives/archiveCache.ts';
import type { ArchiveEntry } from '../../../src/core/archives/archiveEntry.ts';
import { DEFAULT_LIMITS, type ArchiveLimits } from '../../../src/core/archives/archiveLimits.ts';
import { openArchive } from '../../../src/core/archives/openArchive.ts';
import { RefusedError } from '../../../src/core/archives/refusal.ts';
import type { Decoders } from '../../../src/core/archives/tarBytes.ts';
import { failureOf } from '../../../src/core/platform/failure.ts';
import { scratchFolder } from '../exports/scratch.ts';

export const NEVER = new AbortController().signal;
const ALL = { from: 0, count: Infinity };

/** Opens bytes as an archive, each test in a folder of its own, and closes it afterwards. Call inside a `describe`. */
export function archives(): {
  readonly folder: () => string;
  readonly open: (bytes: Buffer, limits?: Partial<ArchiveLimits>, decoders?: Decoders) => Promise<Archive>;
  /** What the cache holds, in bytes. */
  readonly cached: () => number;
} {
  const folder = scratchFolder();
  const opened: Archive[] = [];
  const caches: ArchiveCache[] = [];
  const cacheFolder = (): string => join(folder(), 'cache');
  afterEach(async () => {
    for (const archive of opened.splice(0)) await archive.close();
    for (const cache of caches.splice(0)) await cache.clear();
  });
  return {
    folder,
    async open(bytes, limits = {}, decoders) {
      const path = join(folder(), 'archive');
      writeFileSync(path, bytes);
      const cache = new ArchiveCache(cacheFolder(), limits.cacheBytes ?? DEFAULT_LIMITS.cacheBytes);
      caches.push(cache);
      const archive = await openArchive(path, { cache, limits, ...(decoders && { decoders }) }, NEVER);
      opened.push(archive);
      return archive;
    },
    cached: () =>
      !existsSync(cacheFolder())
        ? 0
        : readdirSync(cacheFolder(), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && !entry.name.endsWith('.lease'))
            .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0),
  };
}

export async function listed(archive: Archive, path = ''): Promise<readonly ArchiveEntry[]> {
  return (await archive.list(path, ALL)).entries;
}

/** `name`, or `name!reason` for what is refused; a slash ends a folder. */
export async function names(archive: Archive, path = ''): Promise<readonly string[]> {
  return (await listed(archive, path)).map(
    ({ name, kind, refusal }) =>
      `${name}${kind === 'folder' ? '/' : ''}${refusal ? `!${refusal.reason}` : ''}`,
  );
}

export async function problems(archive: Archive): Promise<readonly string[]> {
  return (await archive.list('', ALL)).problems.map(({ reason, limit }) => `${reason} ${limit ?? ''}`.trim());
}

export async function contentOf(archive: Archive, path: string): Promise<string> {
  return (await buffer(await archive.open(path, NEVER))).toString();
}

/** Why something fails: the reason of a refusal, or the kind of the failure. */
export async function whyNot(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing failed';
  } catch (error) {
    if (error instanceof RefusedError) return error.refusal.reason;
    return failureOf(error).kind;
  }
}

/** All files below a path, archives inside included, as path and content. */
export async function everything(archive: Archive, path = ''): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const entry of await listed(archive, path)) {
    if (entry.path === undefined || entry.refusal) continue;
    if (entry.kind === 'file') found[entry.path] = await contentOf(archive, entry.path);
    else Object.assign(found, await everything(archive, entry.path));
  }
  return found;
}
