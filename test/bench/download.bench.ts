// A file of 1 GiB from loopback to the disk, checked and hashed: by an export job, and by curl and sha256sum.
// See docs/benchmarks.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Missing } from '../../scripts/missing.ts';
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { startChild } from '../../scripts/process/startChild.ts';
import { say } from '../../scripts/say.ts';
import { printFigures, printTable, rounded } from './figures.ts';
import { firstLine } from './firstLine.ts';
import { makeZip } from './makeZip.ts';
import { median } from './median.ts';
import { timedJob, type TimedJob } from './timedJob.ts';

const MIB = 1024 * 1024;
const BYTES = 1024 * MIB;
const PAIRS = 7;
const TMPFS = 0x01021994;

/** Empties the folder and waits until the disk has everything, so that no run pays for the one before it. */
function cleanUp(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  spawnSync('sync');
}

async function runJob(origin: string, folder: string): Promise<TimedJob> {
  cleanUp(folder);
  const child = startChild(process.execPath, [join(import.meta.dirname, 'timeJob.ts'), origin, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstLine(child);
  await child.ended;
  return v.parse(v.pipe(v.string(), v.parseJson(), timedJob), line);
}

function runCurl(origin: string, folder: string): Pick<TimedJob, 'wallMs' | 'sha256'> {
  cleanUp(folder);
  const script = 'curl --silent --show-error --fail -o "$1" "$2" && sha256sum "$1"';
  const began = performance.now();
  const text = execFileSync('sh', ['-c', script, 'sh', join(folder, 'export.zip'), `${origin}/export.zip`], {
    encoding: 'utf8',
  });
  const wallMs = performance.now() - began;
  return { wallMs, sha256: text.split(' ')[0] ?? '' };
}

for (const tool of ['curl', 'sha256sum'])
  if (spawnSync(tool, ['--version']).status !== 0) throw new Missing(`Install ${tool} and run it again.`);
const scratch = scratchFolder('bench');
if (statfsSync(scratch.path).type === TMPFS)
  throw new Missing('The temporary folder is in memory: name one on a disk in the variable TMPDIR.');

say('Making a zip of 1 GiB ...');
const zip = join(scratch.path, 'served.zip');
await makeZip(zip, BYTES);
const server = startChild(process.execPath, [join(import.meta.dirname, 'serveFile.ts'), zip], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const origin = await firstLine(server);
const folder = join(scratch.path, 'run');

const pairs: { readonly job: TimedJob; readonly curlMs: number }[] = [];
for (let n = 0; n <= PAIRS; n++) {
  const job = await runJob(origin, folder);
  const curl = runCurl(origin, folder);
  if (job.sha256 !== curl.sha256 || job.size !== statSync(zip).size)
    throw new Error('The two did not get the same file.');
  say(n === 0 ? 'warm-up done' : `pair ${n} of ${PAIRS}`);
  if (n > 0) pairs.push({ job, curlMs: curl.wallMs });
}
await server.end();
scratch.remove();

const seconds = (ms: number): number => rounded(ms / 1000);
const ratio = ({ job, curlMs }: (typeof pairs)[number]): number => job.wallMs / curlMs;
const jobMs = median(pairs.map(({ job }) => job.wallMs));
const curlMs = median(pairs.map((pair) => pair.curlMs));
const grown = Math.max(...pairs.map(({ job }) => job.grownBytes));
say('');
printTable(
  ['pair', 'job, s', 'curl + sha256sum, s', 'ratio', 'job grew by, MiB'],
  [
    ...pairs.map((pair, i) => [
      i + 1,
      seconds(pair.job.wallMs).toFixed(2),
      seconds(pair.curlMs).toFixed(2),
      ratio(pair).toFixed(3),
      (pair.job.grownBytes / MIB).toFixed(1),
    ]),
    [
      'median',
      seconds(jobMs).toFixed(2),
      seconds(curlMs).toFixed(2),
      median(pairs.map(ratio)).toFixed(3),
      '',
    ],
  ],
);
say('');
printFigures({
  wall_s: seconds(jobMs),
  curl_sha_wall_s: seconds(curlMs),
  ratio_wall: rounded(median(pairs.map(ratio)), 3),
  rss_mib: rounded(grown / MIB, 1),
  mib_per_s: rounded(BYTES / MIB / (jobMs / 1000), 0),
});
