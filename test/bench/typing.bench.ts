// How long the extension host of a real VS Code is held up while somebody types into a users file of 100,000 rows.
// See docs/benchmarks.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { bundleForHost } from '../../scripts/build/bundleForHost.ts';
import { runInHost } from '../../scripts/host/runInHost.ts';
import { PARTS } from '../../scripts/parts/parts.ts';
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { readJson } from '../../scripts/readJson.ts';
import { ROOT } from '../../scripts/root.ts';
import { say } from '../../scripts/say.ts';
import { bigRoster } from './bigRoster.ts';
import { printFigures, printTable, rounded } from './figures.ts';

const ROWS = 100_000;
const LIMIT_MS = 50;
const BUNDLE = 'dist/bench/typing.cjs';

const Block = v.object({ wallMs: v.number(), cpuMs: v.nullable(v.number()) });
const Result = v.array(v.object({ what: v.string(), blocks: v.array(Block) }));
type Watched = v.InferOutput<typeof Result>[number];

/** What held the host up while the file was typed in; `name` decides whether Lectern looks at it. */
async function typeInHost(name: string): Promise<readonly Watched[]> {
  const workspace = scratchFolder('typing');
  try {
    const file = join(workspace.path, name);
    const out = join(workspace.path, 'figures.json');
    writeFileSync(file, bigRoster(ROWS));
    const code = await runInHost({
      workspace: workspace.path,
      tests: join(ROOT, BUNDLE),
      env: { LECTERN_BENCH_FILE: file, LECTERN_BENCH_OUT: out },
      timeoutMs: 600_000,
    });
    if (code !== 0) throw new Error('Nothing was typed inside VS Code.');
    return readJson(out, Result);
  } finally {
    workspace.remove();
  }
}

function worst(watched: readonly Watched[], of: (block: v.InferOutput<typeof Block>) => number): number {
  return Math.max(0, ...watched.flatMap(({ blocks }) => blocks.map(of)));
}
const wall = (watched: readonly Watched[]): number => worst(watched, ({ wallMs }) => wallMs);
const cpu = (watched: readonly Watched[]): number => worst(watched, ({ cpuMs }) => cpuMs ?? 0);

if ((await PARTS.build.run(['--production'])).failed > 0) throw new Error('There is no build.');
await bundleForHost('test/bench/typing/inHost.ts', BUNDLE);
const lectern = await typeInHost('users.csv');
const control = await typeInHost('users.txt');
say(`${ROWS} rows; for how long the extension host did nothing else, at worst, and at work itself`);
say('');
printTable(
  ['', 'ms', 'at work, ms', 'without Lectern, ms', 'at work, ms'],
  lectern.map((each) => {
    const others = control.filter(({ what }) => what === each.what);
    return [each.what, ...[wall([each]), cpu([each]), wall(others), cpu(others)].map((ms) => ms.toFixed(1))];
  }),
);
say('');
const typing = lectern.filter(({ what }) => what !== 'open' && what !== 'idle');
printFigures({
  worst_ms: rounded(wall(typing), 1),
  worst_cpu_ms: rounded(cpu(typing), 1),
  over_50_ms: typing.flatMap(({ blocks }) => blocks).filter(({ wallMs }) => wallMs > LIMIT_MS).length,
  over_50_cpu_ms: typing.flatMap(({ blocks }) => blocks).filter(({ cpuMs }) => (cpuMs ?? 0) > LIMIT_MS)
    .length,
  open_worst_ms: rounded(wall(lectern.slice(0, 1)), 1),
  open_worst_cpu_ms: rounded(cpu(lectern.slice(0, 1)), 1),
  rows: ROWS,
});
