import { ArrayRoom } from '../scan/arrayRoom.ts';
import { DIGIT, LOWER_HEX, QUOTED } from '../scan/charKinds.ts';
import type { BlockFacts } from './block.ts';
import { ASSIGNED_TO, ENROLLED_IN, IDENTIFIER, PASSWORD, USERNAME, UUID } from '../header/column.ts';
import { factsOf } from '../findings/findingCode.ts';
import { hashText } from '../scan/hashText.ts';
import { plainRows, READABLE, ZERO_LED } from './plainRows.ts';
import type { Header } from '../header/header.ts';
import type { Row } from './row.ts';
import { RowReport } from './rowReport.ts';
import type { SnapshotUser } from '../snapshot/rosterSnapshot.ts';
import type { RowRule, RuleContext } from './rowRule.ts';
import { LIVE_RULES } from './rowRules.ts';
import type { Malformation, Scan } from '../scan/scan.ts';
import { textUnits } from '../scan/textUnits.ts';

const NO_RULES: readonly RowRule[] = [];

const MALFORMED = {
  textAfterQuote: 'text-after-quote',
  unclosedQuote: 'unclosed-quote',
  cellTooLarge: 'cell-too-large',
} as const;

/** What the header and the context ask of each row. */
export type RowChecks = {
  readonly header: Header;
  readonly rules: readonly RowRule[];
  readonly context: RuleContext;
};

/** Runs every rule of one row over the records of a block, from `first` on (1 where the first record is the header). */
export function checkBlock(
  scan: Scan,
  first: number,
  row: Row,
  { header, rules, context }: RowChecks,
): BlockFacts {
  const { records, firstCell } = scan;
  const { classCells } = context;
  const units = textUnits(scan.source, scan.offset, scan.offset + scan.length);
  const liveRules = context.live === undefined ? NO_RULES : LIVE_RULES;
  const report = new RowReport(row);
  const room = new ArrayRoom((records * 5 + 1) * 4 + records * 5);
  const rowsBefore = room.int32(records + 1);
  const names = room.int32(records);
  const ids = room.int32(records);
  const enrolled = room.int32(records).fill(-1);
  const assigned = room.int32(records).fill(-1);
  const clean = room.uint8(records);
  const digits = room.uint8(records);
  const marks = room.uint8(records);
  const users = new Array<SnapshotUser | undefined>(context.live === undefined ? 0 : records);
  const zeroLed = new Map<number, number>();
  let passwords = 0;
  let rows = 0;
  let malformed = 0;
  plainRows(scan, units, first, header, context, { marks, names, ids, enrolled, assigned, digits });
  let nextSlip = scan.malformed[0]?.record ?? -1;

  for (let record = 0; record < records; record++) {
    rowsBefore[record] = rows;
    if (record === nextSlip) {
      row.load(scan, record);
      report.begin(record);
      const slip = scan.malformed[malformed++];
      if (slip !== undefined) reportMalformed(report, row, slip, record < first);
      nextSlip = scan.malformed[malformed]?.record ?? -1;
      if (record >= first) rows++;
      continue;
    }
    if (record < first || firstCell[record] === firstCell[record + 1]) continue;
    rows++;
    const mark = marks[record] ?? 0;
    if (mark !== 0) {
      clean[record] = 1;
      if ((mark & READABLE) !== 0) passwords++;
      if ((mark & ZERO_LED) !== 0) {
        zeroLed.set(digits[record] ?? 0, (zeroLed.get(digits[record] ?? 0) ?? 0) + 1);
        digits[record] = 0;
      }
      if (liveRules.length === 0) continue;
    }
    row.load(scan, record);
    report.begin(record);
    const before = report.findings.length;
    for (const rule of mark === 0 ? rules : liveRules) {
      rule(row, report, context);
      // Where there is no user name, the rest is not worth a word.
      if (report.rejected && row.lacks(USERNAME)) break;
    }
    if (report.findings.length > before && (report.rejected || report.unmatched || report.unchanged))
      dropSaved(report, before);
    clean[record] = report.rejected ? 0 : 1;
    if (report.named !== undefined) users[record] = report.named;
    if (mark !== 0) continue;
    names[record] = nameHash(row);
    ids[record] = idHash(row);
    enrolled[record] = classCells.idOf(row, ENROLLED_IN);
    assigned[record] = classCells.idOf(row, ASSIGNED_TO);
    digits[record] = 0;
    const length = row.length(IDENTIFIER);
    if (length > 0 && length <= 64 && (row.kindsOf(IDENTIFIER) & ~QUOTED) === DIGIT) {
      if (row.first(IDENTIFIER) === 48) zeroLed.set(length, (zeroLed.get(length) ?? 0) + 1);
      else digits[record] = length;
    }
    if (row.length(PASSWORD) > 0 && !row.is(PASSWORD, '*')) passwords++;
  }
  rowsBefore[records] = rows;
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const { code } of report.findings) counts[factsOf(code).severity]++;
  return {
    findings: report.findings,
    counts,
    rowsBefore,
    names,
    ids,
    users,
    clean,
    enrolled,
    assigned,
    classCells: distinct(classCells.size, enrolled, assigned),
    digits,
    zeroLed,
    passwords,
    repeatedName: room.uint8(records),
    repeatedId: room.uint8(records),
  };
}

function reportMalformed(report: RowReport, row: Row, slip: Malformation, isHeader: boolean): void {
  const { base } = row;
  const start = base + (slip.kind === 'textAfterQuote' ? slip.at : slip.cellStart);
  const end = base + (slip.kind === 'textAfterQuote' ? slip.at + 1 : slip.cellStart + 1);
  report.span(MALFORMED[slip.kind], start, end, undefined, {
    cellStart: slip.cellStart - (row.start - base),
    header: isHeader ? 1 : 0,
  });
}

/** What the model's checks would report is not looked at for rows that do not get there (Kolibri protocol, section 6.5 E). */
function dropSaved(report: RowReport, from: number): void {
  const { findings } = report;
  let kept = from;
  for (let i = from; i < findings.length; i++) {
    const finding = findings[i];
    if (finding !== undefined && factsOf(finding.code).stage !== 'saved') findings[kept++] = finding;
  }
  findings.length = kept;
}

/** Two names that are the same to the server have the same hash: lower-case, in Unicode (section 6.4, check 1). */
function nameHash(row: Row): number {
  return row.length(USERNAME) === 0 ? 0 : hashText(row.value(USERNAME).toLowerCase());
}

function idHash(row: Row): number {
  if (row.length(UUID) !== 32 || (row.kindsOf(UUID) & ~(LOWER_HEX | DIGIT | QUOTED)) !== 0) return 0;
  return hashText(row.value(UUID));
}

/** Each number in some columns, once. */
function distinct(numbers: number, ...columns: readonly Int32Array[]): number[] {
  const isSeen = new Uint8Array(numbers);
  const ids: number[] = [];
  for (const column of columns) {
    for (const id of column) {
      if (id < 0 || isSeen[id] === 1) continue;
      isSeen[id] = 1;
      ids.push(id);
    }
  }
  return ids;
}
