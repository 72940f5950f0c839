// A coursework zip of 2 GiB with 100,000 entries: until its first level can be shown, and what that costs in memory.
// See docs/archives.md.
import { join } from 'node:path';
import * as v from 'valibot';
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { startChild } from '../../scripts/process/startChild.ts';
import { say } from '../../scripts/say.ts';
import { archiveLevels, type ArchiveLevels } from './archiveLevels.ts';
import { entryPath, makeArchive } from './archiveMaker.ts';
import { printFigures, printTable, rounded } from './figures.ts';
import { firstLine } from './firstLine.ts';
import { median } from './median.ts';

const MIB = 1024 * 1024;
const BYTES = 2 * 1024 * MIB;
const ENTRIES = 100_000;
const STUDENTS = 500;
const RUNS = 7;

async function look(zip: string, cache: string): Promise<ArchiveLevels> {
  const args = [join(import.meta.dirname, 'timeArchive.ts'), zip, cache, entryPath(ENTRIES - 1)];
  const child = startChild(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await firstLine(child);
  await child.ended;
  return v.parse(v.pipe(v.string(), v.parseJson(), archiveLevels), line);
}

const scratch = scratchFolder('bench');
try {
  say('Making a zip of 2 GiB with 100,000 entries ...');
  const zip = join(scratch.path, 'coursework.zip');
  await makeArchive(zip, ENTRIES, BYTES);
  const runs: ArchiveLevels[] = [];
  for (let n = 1; n <= RUNS; n++) {
    const run = await look(zip, join(scratch.path, 'cache'));
    if (run.rows !== STUDENTS || run.fileBytes !== Math.ceil(BYTES / ENTRIES))
      throw new Error(`The archive was not read as it was made: ${JSON.stringify(run)}`);
    runs.push(run);
  }
  say('');
  printTable(
    ['run', 'first level, s', 'a file, ms', 'grew by, MiB'],
    runs.map((run, i) => [
      i + 1,
      (run.firstLevelMs / 1000).toFixed(2),
      run.fileMs.toFixed(1),
      (run.grownBytes / MIB).toFixed(1),
    ]),
  );
  say('');
  printFigures({
    first_level_s: rounded(median(runs.map(({ firstLevelMs }) => firstLevelMs)) / 1000),
    rss_mib: rounded(Math.max(...runs.map(({ grownBytes }) => grownBytes)) / MIB, 1),
    entries: ENTRIES,
    archive_mib: BYTES / MIB,
  });
} finally {
  scratch.remove();
}
