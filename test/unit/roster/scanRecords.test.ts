import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CsvError, parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { ROOT } from '../../../scripts/root.ts';
import type { Malformation, Scan } from '../../../src/core/roster/scan/scan.ts';
import { CELL_LIMIT, scanRecords } from '../../../src/core/roster/scan/scanRecords.ts';
import { Random, seedOf } from './random.ts';

const CASES = 24_000;
const PARTS_CASES = 400;
// No NUL: csv-parse takes one after a closing quote, which Python does not (the recording below has them).
const PIECES = [
  'a',
  'é',
  '😀',
  ' ',
  '"',
  '""',
  ',',
  ',',
  '\n',
  '\r',
  '\r\n',
  '\ufeff',
  'ab',
  '";"',
  '"x"',
  "'",
];
/** Texts that a good file is put together from. */
const CELLS = [
  '',
  'a',
  'b c',
  '"q"',
  '"a,b"',
  '"l\nm"',
  '"l\r\nm"',
  '"say ""x"""',
  '""',
  'x"y',
  '😀é',
  ' "n"',
];

/** The cells of a scan, as values; blank lines left out. */
function rowsOf(scan: Scan): string[][] {
  const rows: string[][] = [];
  for (let record = 0; record < scan.records; record++) {
    const first = scan.firstCell[record]!;
    const next = scan.firstCell[record + 1]!;
    if (first === next) continue;
    const row: string[] = [];
    for (let cell = first; cell < next; cell++) {
      const end = cell + 1 < next ? scan.cellStart[cell + 1]! - 1 : scan.recordEnd[record]!;
      const raw = scan.source.slice(scan.offset + scan.cellStart[cell]!, scan.offset + end);
      row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    }
    rows.push(row);
  }
  return rows;
}

/** What csv-parse makes of a text, or the code of its error. */
function parsed(text: string, relaxed: boolean): string[][] | string {
  try {
    return parse(text, {
      relax_quotes: relaxed,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
  } catch (error) {
    if (error instanceof CsvError) return error.code;
    throw error;
  }
}

function generated(random: Random): string {
  if (random.below(2) === 0) return random.text(PIECES, 24);
  const end = random.pick(['\n', '\r\n', '\r']);
  let text = '';
  for (let records = random.below(6); records > 0; records--)
    text += Array.from({ length: 1 + random.below(4) }, () => random.pick(CELLS)).join(',') + end;
  // One mutation in every other file: a character taken away or put in.
  if (random.below(2) === 0) return text;
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.text(PIECES, 2) + text.slice(at + random.below(2));
}

describe('scanning records', () => {
  it(`reads ${CASES} files as csv-parse does`, () => {
    const random = new Random(seedOf('scanner and csv-parse'));
    let good = 0;
    let bad = 0;
    for (let n = 0; n < CASES; n++) {
      // A cut may part a pair of surrogates, which no decoded file holds.
      const text = Buffer.from(generated(random)).toString();
      const scan = scanRecords(text);
      const strict = parsed(text, false);
      if (typeof strict !== 'string') {
        // What csv-parse takes without leave, the scanner takes just so.
        assert.deepEqual(scan.malformed, [], JSON.stringify(text));
        assert.deepEqual(rowsOf(scan), strict, JSON.stringify(text));
        good++;
      } else if (scan.malformed.length === 0) {
        // A quote in an unquoted cell is text to the server, and to csv-parse if it is told so.
        assert.equal(strict, 'INVALID_OPENING_QUOTE', JSON.stringify(text));
        assert.deepEqual(rowsOf(scan), parsed(text, true), JSON.stringify(text));
        good++;
      } else bad++;
    }
    assert.ok(good > CASES / 4 && bad > CASES / 20, `${good} good and ${bad} bad files prove little`);
  });

  it("agrees with Python's csv module, strict, where it gives up and what it reads", () => {
    const Case = v.object({
      text: v.string(),
      rows: v.array(v.array(v.string())),
      error: v.nullable(v.string()),
    });
    const file = join(ROOT, 'test/fixtures/python-csv.jsonl.gz');
    const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
    assert.equal(lines.length, 4000);
    for (const line of lines) {
      const { text, rows, error } = v.parse(Case, JSON.parse(line));
      const scan = scanRecords(text);
      const slip = scan.malformed[0];
      assert.equal(slip?.kind ?? null, error, line);
      const until = slip === undefined ? rows.length : goodRows(scan, slip);
      assert.deepEqual(rowsOf(scan).slice(0, until), rows, line);
    }
  });

  it('gives the bounds of each cell and each record', () => {
    const scan = scanRecords('a,"b ""c""",\r\n\r\n"x\ny"\rz');
    assert.deepEqual([...scan.cellStart], [0, 2, 12, 16, 22]);
    assert.deepEqual([...scan.recordStart], [0, 14, 16, 22, 23]);
    assert.deepEqual([...scan.recordEnd], [12, 14, 21, 23]);
    assert.deepEqual([...scan.firstCell], [0, 3, 3, 4, 5]);
    assert.equal(scan.closed, false);
  });

  it('counts characters, not units, up to the limit of a cell', () => {
    for (const letter of ['a', '😀', '""']) {
      const quote = letter === '""' ? '"' : '';
      const most = quote + letter.repeat(CELL_LIMIT) + quote;
      assert.deepEqual(scanRecords(`${most}\nb`).malformed, [], letter);
      const more = quote + letter.repeat(CELL_LIMIT + 1) + quote;
      assert.equal(scanRecords(`${more}\nb`).malformed[0]?.kind, 'cellTooLarge', letter);
    }
  });

  it('reads a part at a time what it reads at once', () => {
    const random = new Random(seedOf('scanning in parts'));
    for (let n = 0; n < PARTS_CASES; n++) {
      // Longer than what is read beyond the part at first, now and then.
      const long = random.pick(['x', '"', 'a,', 'é\n', '"b\r\n"\r']).repeat(random.below(4) === 0 ? 9000 : 1);
      const text = generated(random) + long + generated(random);
      const whole = scanRecords(text);
      const most = random.pick([1, 8, 5000]);
      const rows: string[][] = [];
      const starts: number[] = [];
      const slips: number[] = [];
      let kinds = 0;
      for (let at = 0; at < text.length;) {
        const scan = scanRecords(text, at, most);
        rows.push(...rowsOf(scan));
        for (const start of scan.recordStart.subarray(0, -1)) starts.push(at + start);
        for (const slip of scan.malformed) slips.push(at + slip.at);
        kinds += scan.cellKinds.reduce((sum, kind) => sum + kind, 0);
        at += scan.length;
      }
      assert.deepEqual(rows, rowsOf(whole), JSON.stringify(text.slice(0, 200)));
      assert.deepEqual(starts, [...whole.recordStart.subarray(0, -1)]);
      assert.deepEqual(
        slips,
        whole.malformed.map(({ at }) => at),
      );
      assert.equal(
        kinds,
        whole.cellKinds.reduce((sum, kind) => sum + kind, 0),
      );
    }
  });

  it('takes an open quote for too large a cell once it has swallowed that much', () => {
    const [slip] = scanRecords(`a,"b\n${'c,d\n'.repeat(40_000)}`).malformed;
    assert.equal(slip?.kind, 'cellTooLarge');
    assert.equal(slip.cellStart, 2);
  });

  it('goes on with the next line after a slip', () => {
    const scan = scanRecords('a,"b"c,d\ne,f\n"g');
    assert.deepEqual(
      scan.malformed.map(({ record, kind, at }) => [record, kind, at]),
      [
        [0, 'textAfterQuote', 5],
        [2, 'unclosedQuote', 15],
      ],
    );
    assert.equal(scan.records, 3);
  });
});

/** How many rows, blank lines left out, stand before a slip. */
function goodRows(scan: Scan, { record }: Malformation): number {
  let rows = 0;
  for (let i = 0; i < record; i++) if (scan.firstCell[i] !== scan.firstCell[i + 1]) rows++;
  return rows;
}
