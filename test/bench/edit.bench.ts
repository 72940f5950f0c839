// One character typed into a users file of 100,000 rows, until its findings are there again. See docs/benchmarks.md.
import assert from 'node:assert/strict';
import { say } from '../../scripts/say.ts';
import { Roster } from '../../src/core/roster/roster.ts';
import { bigRoster } from './bigRoster.ts';
import { printFigures, printTable, rounded } from './figures.ts';
import { median } from './median.ts';

const ROWS = 100_000;
const EDITS = 1000;
/** So many findings are made; all are counted. An editor shows no more. */
const SHOWN = 1000;
const TYPED = ['x', '7', ',', '"', '\n', ' ', 'é'];
const MIDDLE_EDITS = 200;

let text = bigRoster(ROWS);
let seed = 20_261_122;
/** The same edits in every run. */
function below(limit: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
}

const roster = new Roster(text);
roster.advance();

function typed(at: number, letter: string): number {
  text = text.slice(0, at) + letter + text.slice(at);
  const start = performance.now();
  roster.edit(at, at, letter);
  roster.advance();
  roster.report(SHOWN);
  return performance.now() - start;
}

/** A full validation of the same text finds just the same. */
function check(): void {
  const whole = new Roster(text);
  whole.advance();
  assert.deepEqual(roster.report(SHOWN), whole.report(SHOWN));
}

const middle: number[] = [];
for (let n = 0; n < MIDDLE_EDITS; n++) {
  middle.push(typed(Math.floor(text.length / 2) + n, 'x'));
  if (n % 20 === 0) check();
}
const anywhere: number[] = [];
const headerEnd = text.indexOf('\n') + 1;
for (let n = 0; n < EDITS; n++) {
  const letter = TYPED[below(TYPED.length)] ?? 'x';
  anywhere.push(typed(headerEnd + below(text.length - headerEnd), letter));
  check();
}
say(`${ROWS} rows; findings compared with a full validation after each of ${EDITS} edits`);
say('');
printTable(
  ['', 'median, ms', 'worst, ms'],
  [
    ['in the middle', median(middle).toFixed(2), Math.max(...middle).toFixed(1)],
    ['anywhere', median(anywhere).toFixed(2), Math.max(...anywhere).toFixed(1)],
  ],
);
say('');
printFigures({
  median_ms: rounded(median(middle)),
  worst_ms: rounded(Math.max(...anywhere), 1),
  median_anywhere_ms: rounded(median(anywhere)),
  edits: EDITS,
  rows: ROWS,
});
