// An import of 2,000 rows into a real Kolibri, killed at ten random moments and resumed each time. See docs/benchmarks.md.
import { scratchFolder } from '../../scripts/process/scratchFolder.ts';
import { startKolibri } from '../../scripts/kolibri.mjs';
import { say } from '../../scripts/say.ts';
import { killImport } from '../import/killImport.ts';
import { printFigures, rounded } from './figures.ts';

const ROWS = Number(process.argv[2] ?? 2000);
const SEED = Number(process.argv[3] ?? 20261122);

const scratch = scratchFolder('bench');
const server = await startKolibri({ seed: false, say });
try {
  const since = performance.now();
  const { asPreviewed, killedAt, doneTwice, lastLines } = await killImport({
    baseUrl: server.baseUrl,
    username: server.username,
    password: server.password,
    folder: scratch.path,
    existing: Math.floor(ROWS * 0.4),
    rows: ROWS,
    kills: 10,
    seed: SEED,
    say,
  });
  if (!asPreviewed) say(lastLines.join('\n'));
  for (const write of doneTwice) say(`Done twice: ${write}`);
  printFigures({
    as_previewed: asPreviewed ? 1 : 0,
    kills: killedAt.length,
    done_twice: doneTwice.length,
    rows: ROWS,
    wall_s: rounded((performance.now() - since) / 1000, 0),
  });
} finally {
  await server.close();
  scratch.remove();
}
