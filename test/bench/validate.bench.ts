// A users file of 100,000 rows, checked with every rule that needs no server, beside three libraries that only parse the same text.
// See docs/benchmarks.md.
import { parse as csvParse } from 'csv-parse/sync';
import Papa from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import { say } from '../../scripts/say.ts';
import { Roster } from '../../src/core/roster/roster.ts';
import { bigRoster } from './bigRoster.ts';
import { printFigures, printTable, rounded } from './figures.ts';
import { median } from './median.ts';
import { serverDryRun } from './serverDryRun.ts';

const ROWS = 100_000;
const RUNS = 9;
const SERVER_ROWS = 1_000;
const WARM_UPS = 2;

const text = bigRoster(ROWS);

/** Each gives the number of data rows, so that nobody can do less. */
const CONTESTANTS: Readonly<Record<string, () => number>> = {
  lectern: () => {
    const roster = new Roster(text);
    roster.advance();
    const { rows, total } = roster.report(1000);
    if (total !== 0) throw new Error('The file should be clean.');
    return rows ?? 0;
  },
  'csv-parse': () => csvParse(text).length - 1,
  papaparse: () => Papa.parse(text, { skipEmptyLines: true }).data.length - 1,
  udsv: () => initParser(inferSchema(text)).stringArrs(text).length,
};

const times = new Map(Object.keys(CONTESTANTS).map((name) => [name, new Array<number>()]));
for (let run = -WARM_UPS; run < RUNS; run++) {
  for (const [name, contestant] of Object.entries(CONTESTANTS)) {
    const start = performance.now();
    const rows = contestant();
    const taken = performance.now() - start;
    if (rows !== ROWS) throw new Error(`${name} read ${rows} rows.`);
    if (run >= 0) times.get(name)?.push(taken);
  }
}
const medianOf = (name: string): number => median(times.get(name) ?? []);
const ours = medianOf('lectern');
say(`${ROWS} rows, ${(text.length / 1e6).toFixed(1)} MB, median of ${RUNS} runs in turn`);
say('');
printTable(
  ['', 'ms', 'Lectern takes'],
  [...times.keys()].map((name) => [name, medianOf(name).toFixed(0), (ours / medianOf(name)).toFixed(2)]),
);
say('');
const server = await serverDryRun(SERVER_ROWS);
if (server !== undefined)
  say(`The dry run of a real server takes ${(server / 1000).toFixed(1)} s for ${SERVER_ROWS} rows.\n`);
printFigures({
  lectern_ms: rounded(ours, 1),
  csv_parse_ms: rounded(medianOf('csv-parse'), 1),
  papaparse_ms: rounded(medianOf('papaparse'), 1),
  udsv_ms: rounded(medianOf('udsv'), 1),
  ratio_csv_parse: rounded(ours / medianOf('csv-parse'), 3),
  ratio_papaparse: rounded(ours / medianOf('papaparse'), 3),
  ratio_udsv: rounded(ours / medianOf('udsv'), 3),
  ...(server !== undefined && { server_1000_rows_ms: rounded(server, 0) }),
  rows: ROWS,
});
