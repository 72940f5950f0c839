import assert from 'node:assert/strict';
import { ClassCells } from '../../../src/core/roster/check/classCells.ts';
import {
  ASSIGNED_TO,
  COLUMN_INDEXES,
  ENROLLED_IN,
  IDENTIFIER,
  PASSWORD,
  USERNAME,
  UUID,
} from '../../../src/core/roster/header/column.ts';
import { hashText } from '../../../src/core/roster/scan/hashText.ts';
import { PLAIN, plainRows, READABLE, ZERO_LED } from '../../../src/core/roster/check/plainRows.ts';
import { readHeader } from '../../../src/core/roster/header/readHeader.ts';
import { Row } from '../../../src/core/roster/check/row.ts';
import { RowReport } from '../../../src/core/roster/check/rowReport.ts';
import { rowRules } from '../../../src/core/roster/check/rowRules.ts';
import { scanRecords } from '../../../src/core/roster/scan/scanRecords.ts';
import { indexSnapshot } from '../../../src/core/roster/snapshot/snapshotIndex.ts';
import { textUnits } from '../../../src/core/roster/scan/textUnits.ts';
import { ANN, BOB, HEADER, snapshotOf } from './madeRosters.ts';
import { Random, seedOf } from './random.ts';

const FILES = 400;
const ROWS = 40;
/** For each column what good and bad files have in it, near what the rules ask. */
const CELLS: readonly (readonly string[])[] = [
  ['', '', ANN, BOB, `"${ANN}"`, ANN.toUpperCase(), ANN.slice(1), `${ANN}a`, 'g'.repeat(32)],
  ['ann', 'Ann', 'u_1', 'éva', '"bob"', '', 'a b', 'a-b', 'x'.repeat(30), 'x'.repeat(31), 'a\0', '"a""b"'],
  [
    '*',
    'pw',
    '"pw"',
    '',
    ' pw',
    '1.5',
    '1,5',
    '1.2E+9',
    '=1',
    "'-x",
    'DEFERRED',
    'p'.repeat(129),
    '#REF!',
    '**',
  ],
  [
    'Ann Lee',
    'Éva',
    '',
    ' Ann',
    'Ann ',
    '=A1',
    '-',
    "'+x",
    'DEFERRED',
    'A\ufffdn',
    'x'.repeat(121),
    '"A, B"',
    '\u3000x',
    '@x',
  ],
  [
    'LEARNER',
    'LEARNER',
    'CLASS_COACH',
    'ADMIN',
    'FACILITY_COACH',
    'learner',
    'DEFERRED',
    '',
    '"LEARNER"',
    'COACH',
  ],
  [
    '',
    '42',
    '042',
    'A-1',
    'a-1',
    '1.0',
    '1E+5',
    '-1',
    'DEFERRED',
    'X'.repeat(65),
    ' 7',
    'É',
    '=7',
    '"07"',
    '+ 7',
  ],
  ['', '2001', '1999', '1899', '3001', '201', 'DEFERRED', '"2001"', '20 1', '+201'],
  ['', 'MALE', 'FEMALE', 'NOT_SPECIFIED', 'male', 'M', 'DEFERRED', '"MALE"'],
  [
    '',
    'Class A',
    '"A,B"',
    'class a',
    '=x',
    'DEFERRED',
    'x'.repeat(51),
    '"a ""b,c"""',
    'A\\',
    '-',
    '"Math, advanced"',
    'é\ufffd',
  ],
  ['', '', '', 'Class A', '"A,B"', '@x', 'DEFERRED', '"\'-,b"', ' '],
];

function rowOf(random: Random): string {
  // Most cells are good ones, or there would be no plain row.
  const cells = CELLS.map(
    (values) => values[random.below(4) === 0 ? random.below(values.length) : random.below(2)] ?? '',
  );
  if (random.below(20) === 0) cells.splice(random.below(10), 1);
  return cells.join(random.below(40) === 0 ? ',,' : ',');
}

describe('rows that are passed without a look', () => {
  for (const isLive of [false, true]) {
    it(`are rows that no rule finds anything in, ${isLive ? 'with' : 'without'} a server, ${FILES * ROWS} times over`, () => {
      const random = new Random(seedOf(`plain rows ${isLive}`));
      const live = isLive ? indexSnapshot(snapshotOf()) : undefined;
      let passed = 0;
      let clean = 0;
      for (let n = 0; n < FILES; n++) {
        const text = `${HEADER}\n${Array.from({ length: ROWS }, () => `${rowOf(random)}\n`).join('')}`;
        const scan = scanRecords(text);
        const header = readHeader(scan);
        const context = { classCells: new ClassCells(), ...(live && { live }) };
        const row = new Row(header.places);
        // A class cell is passed once it is known.
        for (let record = 1; record < scan.records; record++) {
          row.load(scan, record);
          for (const column of [ENROLLED_IN, ASSIGNED_TO] as const) context.classCells.idOf(row, column);
        }
        const facts = {
          marks: new Uint8Array(scan.records),
          names: new Int32Array(scan.records),
          ids: new Int32Array(scan.records),
          enrolled: new Int32Array(scan.records).fill(-1),
          assigned: new Int32Array(scan.records).fill(-1),
          digits: new Uint8Array(scan.records),
        };
        plainRows(scan, textUnits(text, 0, text.length), 1, header, context, facts);
        const report = new RowReport(row);
        for (let record = 0; record < scan.records; record++) {
          const mark = facts.marks[record] ?? 0;
          row.load(scan, record);
          const what = text.slice(row.start, row.end);
          report.begin(record);
          const before = report.findings.length;
          for (const rule of rowRules(10, false)) rule(row, report, { ...context, ...(live && { live }) });
          const found = report.findings.slice(before).map(({ code }) => code);
          if (found.length === 0) clean++;
          if (mark === 0) continue;
          passed++;
          assert.deepEqual(found, [], what);
          assert.equal(mark & PLAIN, PLAIN);
          assert.equal(facts.names[record], hashText(row.value(USERNAME).toLowerCase()), what);
          assert.equal(facts.ids[record], row.length(UUID) === 0 ? 0 : hashText(row.value(UUID)), what);
          assert.equal(facts.enrolled[record], context.classCells.idOf(row, ENROLLED_IN), what);
          assert.equal(facts.assigned[record], context.classCells.idOf(row, ASSIGNED_TO), what);
          assert.equal((mark & READABLE) !== 0, row.value(PASSWORD) !== '*', what);
          const identifier = row.value(IDENTIFIER);
          assert.equal(facts.digits[record], /^\d+$/.test(identifier) ? identifier.length : 0, what);
          assert.equal((mark & ZERO_LED) !== 0, /^0\d*$/.test(identifier), what);
          assert.ok(
            COLUMN_INDEXES.every((column) => row.has(column)),
            what,
          );
        }
      }
      assert.ok(passed > clean / 2, `${passed} of ${clean} rows are passed`);
    });
  }
});
