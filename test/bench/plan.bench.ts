// What a users file of 100,000 rows asks of a facility with as many users: see docs/benchmarks.md.
import { say } from '../../scripts/say.ts';
import { planImport } from '../../src/core/roster/plan/planImport.ts';
import { Roster } from '../../src/core/roster/roster.ts';
import { bigFacility } from './bigFacility.ts';
import { printFigures, printTable, rounded } from './figures.ts';
import { median } from './median.ts';

const ROWS = 100_000;
const RUNS = 9;
const WARM_UPS = 2;

const { text, snapshot } = bigFacility(ROWS);
const plans: number[] = [];
const wholes: number[] = [];
let changes = 0;
for (let run = -WARM_UPS; run < RUNS; run++) {
  const start = performance.now();
  const roster = new Roster(text, { snapshot });
  roster.advance();
  const checked = performance.now();
  const { parts } = roster;
  if (parts.live === undefined) throw new Error('The roster should know its facility.');
  const plan = planImport(parts, parts.live, { removes: true });
  const end = performance.now();
  if (plan.rows !== ROWS || plan.problems.length > 0) throw new Error('The file should be good.');
  changes = plan.changes.length;
  if (run < 0) continue;
  plans.push(end - checked);
  wholes.push(end - start);
}
say(
  `${ROWS} rows against ${snapshot.users.length} users, ${changes} of them changed; median of ${RUNS} runs`,
);
say('');
printTable(
  ['', 'ms'],
  [
    ['plan', median(plans).toFixed(0)],
    ['read, check and plan', median(wholes).toFixed(0)],
  ],
);
say('');
printFigures({
  ms: rounded(median(plans), 1),
  with_check_ms: rounded(median(wholes), 1),
  rows: ROWS,
  users: snapshot.users.length,
  changes,
});
