// Looks into an archive in a process of its own: the path of the archive, a folder for the cache, and a file in it. Prints what it
// measured, as JSON.
import type { ArchiveLevels } from './archiveLevels.ts';
import { watchMemory } from './watchMemory.ts';

const [path = '', cacheFolder = '', file = ''] = process.argv.slice(2);
const { signal } = new AbortController();
const grownBytes = watchMemory();

const began = performance.now();
// The extension loads this when an export is opened, not before.
const { ArchiveCache } = await import('../../src/core/archives/archiveCache.ts');
const { openArchive } = await import('../../src/core/archives/openArchive.ts');
const archive = await openArchive(path, { cache: new ArchiveCache(cacheFolder, 0) }, signal);
const { entries, total } = await archive.list('', { from: 0, count: 500 });
const firstLevelMs = performance.now() - began;
if (entries.some(({ kind, refusal }) => kind !== 'folder' || refusal))
  throw new Error('The first level is not right.');

let fileBytes = 0;
for await (const chunk of await archive.open(file, signal)) fileBytes += chunk.length;
const fileMs = performance.now() - began - firstLevelMs;
await archive.close();
const grown = grownBytes();
process.stdout.write(
  `${JSON.stringify({ firstLevelMs, fileMs, grownBytes: grown, rows: total, fileBytes } satisfies ArchiveLevels)}\n`,
);
