// One file of 10 KB out of a repository of 20,000 files and 200 MB, with git and without, beside `git clone --depth 1`.
// See docs/benchmarks.md.
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { startChild } from '../../scripts/process/startChild.ts';
import { say } from '../../scripts/say.ts';
import { makeAuthority } from '../git/authority.ts';
import { startGitServer } from '../git/gitServer.ts';
import { LIKE_A_HOST, makeRepository } from '../git/makeRepository.ts';
import { noise } from '../git/noise.ts';
import { TEST_GIT_ENV } from '../git/runGit.ts';
import { fetchOutcome, type FetchOutcome } from './fetchOutcome.ts';
import { printFigures, printTable, rounded } from './figures.ts';
import { firstLine } from './firstLine.ts';
import { median } from './median.ts';

const MIB = 1024 * 1024;
const FILES = 20_000;
const FILE_BYTES = 10_000;
const RUNS = 5;
const WANTED = 'week 07/blueprints/course-blueprints.json';

const page = `# Objectives\n\n${'After this page you can explain what a loop is.\n'.repeat(19)}`;
const wanted = JSON.stringify(
  Array.from({ length: 10 }, (_, i) => ({ name: `Blueprint ${i}`, content: page })),
);

/** 10 KB of noise each, so that 200 MB are on the wire too. */
function* files(): Generator<readonly [string, string | Uint8Array], void, undefined> {
  for (let i = 1; i < FILES; i++)
    yield [`week ${String(i % 20).padStart(2, '0')}/task ${i % 200}/file ${i}.bin`, noise(i, FILE_BYTES)];
  yield [WANTED, wanted];
}

type Run = { readonly bytes: number; readonly ms: number; readonly outcome?: FetchOutcome };

const scratch = scratchFolder('bench');
const authority = await makeAuthority();
const caFile = join(scratch.path, 'ca.pem');
writeFileSync(caFile, authority.ca);
const root = join(scratch.path, 'repositories');
const server = await startGitServer(root, authority);

async function measured(run: () => Promise<FetchOutcome | undefined>): Promise<Run> {
  const [bytes, start] = [server.bytes(), performance.now()];
  const outcome = await run();
  const ms = outcome?.ms ?? performance.now() - start;
  return { bytes: server.bytes() - bytes, ms, ...(outcome && { outcome }) };
}

async function clone(repository: string): Promise<undefined> {
  const target = join(scratch.path, 'clone');
  const child = startChild(
    'git',
    ['clone', '--quiet', '--depth', '1', `${server.origin}/smart/${repository}`, target],
    { env: { ...TEST_GIT_ENV, GIT_SSL_CAINFO: caFile }, stdio: 'ignore' },
  );
  if ((await child.ended) !== 0) throw new Error('The clone failed.');
}

async function fetchFile(way: string, repository: string): Promise<FetchOutcome> {
  const child = startChild(
    process.execPath,
    [
      join(import.meta.dirname, 'timeFetch.ts'),
      way,
      `${server.origin}/smart/${repository}`,
      WANTED,
      join(scratch.path, 'work'),
      caFile,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const line = await firstLine(child);
  await child.ended;
  const outcome = v.parse(v.pipe(v.string(), v.parseJson(), fetchOutcome), line);
  if (outcome.sha256 !== createHash('sha256').update(wanted).digest('hex'))
    throw new Error('Another file came.');
  return outcome;
}

/** What is measured, by its name. `host` does what a large host does, `bare` what a git server does unless told otherwise. */
const WAYS = {
  clone: () => clone('host.git'),
  git: () => fetchFile('git', 'host.git'),
  'git, no filters': () => fetchFile('git', 'bare.git'),
  'without git': () => fetchFile('builtIn', 'host.git'),
  'without git, no filters': () => fetchFile('builtIn', 'bare.git'),
} as const;

try {
  say(`Making a repository of ${FILES} files and ${(FILES * FILE_BYTES) / 1e6} MB, twice ...`);
  const commits = [{ ref: 'refs/heads/main', files: [...files()] }];
  await makeRepository(root, 'host.git', { commits, config: LIKE_A_HOST });
  await makeRepository(root, 'bare.git', { commits, config: {} });
  const names = Object.keys(WAYS) as (keyof typeof WAYS)[];
  const runs = new Map<string, Run[]>(names.map((name) => [name, []]));
  // The first round is for warming up.
  for (let n = 0; n <= RUNS; n++)
    for (const name of names) {
      const run = await measured(WAYS[name]);
      rmSync(join(scratch.path, 'clone'), { recursive: true, force: true });
      if (n > 0) runs.get(name)?.push(run);
    }
  const of = (name: keyof typeof WAYS) => {
    const all = runs.get(name) ?? [];
    const clones = runs.get('clone') ?? [];
    const ratio = (part: (run: Run) => number): number =>
      median(all.map((run, i) => part(run) / part(clones[i] ?? run)));
    return {
      bytes: median(all.map(({ bytes }) => bytes)),
      ms: median(all.map(({ ms }) => ms)),
      ratioBytes: ratio(({ bytes }) => bytes),
      ratioWall: ratio(({ ms }) => ms),
      grown: Math.max(0, ...all.map(({ outcome }) => outcome?.grownBytes ?? 0)) / MIB,
      rss: Math.max(0, ...all.map(({ outcome }) => outcome?.rssBytes ?? 0)) / MIB,
    };
  };
  say('');
  printTable(
    ['median of 5', 'MiB on the wire', 's', 'grew by, MiB', 'process, MiB'],
    names.map((name) => {
      const { bytes, ms, grown, rss } = of(name);
      return [name, (bytes / MIB).toFixed(2), (ms / 1000).toFixed(2), grown.toFixed(0), rss.toFixed(0)];
    }),
  );
  say('');
  const [git, plainGit, filtered, nogit] = [
    of('git'),
    of('git, no filters'),
    of('without git'),
    of('without git, no filters'),
  ];
  printFigures({
    ratio_bytes: rounded(git.ratioBytes, 4),
    ratio_wall: rounded(git.ratioWall),
    nofilter_ratio_bytes: rounded(plainGit.ratioBytes, 3),
    nofilter_ratio_wall: rounded(plainGit.ratioWall),
    nogit_ratio_bytes: rounded(nogit.ratioBytes, 3),
    nogit_rss_mib: rounded(nogit.rss, 0),
    nogit_wall_s: rounded(nogit.ms / 1000),
    nogit_filter_ratio_bytes: rounded(filtered.ratioBytes, 4),
    nogit_filter_rss_mib: rounded(filtered.rss, 0),
    nogit_filter_wall_s: rounded(filtered.ms / 1000),
    clone_mib: rounded(of('clone').bytes / MIB, 1),
    clone_wall_s: rounded(of('clone').ms / 1000),
  });
} finally {
  await server.close();
  scratch.remove();
}
