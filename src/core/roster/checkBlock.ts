import { DIGIT, HIGH, LOWER_HEX, QUOTED } from './charKinds.ts';
import type { BlockFacts } from './block.ts';
import { ASSIGNED_TO, ENROLLED_IN, IDENTIFIER, PASSWORD, USERNAME, UUID } from './column.ts';
import { factsOf } from './findingCode.ts';
import type { Row } from './row.ts';
import { RowReport } from './rowReport.ts';
import type { SnapshotUser } from './rosterSnapshot.ts';
import type { RowRule, RuleContext } from './rowRule.ts';
import type { Malformation, Scan } from './scan.ts';

const FNV_BASIS = 0x811c_9dc5 | 0;
const FNV_PRIME = 0x0100_0193;

const MALFORMED = {
  textAfterQuote: 'text-after-quote',
  unclosedQuote: 'unclosed-quote',
  cellTooLarge: 'cell-too-large',
} as const;

/** Runs every rule of one row over the records of a block, from `first` on (1 where the first record is the header). */
export function checkBlock(
  scan: Scan,
  first: number,
  row: Row,
  rules: readonly RowRule[],
  context: RuleContext,
): BlockFacts {
  const { records } = scan;
  const report = new RowReport(row);
  const rowsBefore = new Int32Array(records + 1);
  const names = new Int32Array(records);
  const ids = new Int32Array(records);
  const users = new Array<SnapshotUser | undefined>(context.live === undefined ? 0 : records);
  const clean = new Uint8Array(records);
  const enrolled = new Int32Array(records).fill(-1);
  const assigned = new Int32Array(records).fill(-1);
  const digits = new Uint8Array(records);
  const zeroLed = new Map<number, number>();
  let passwords = 0;
  let rows = 0;
  let malformed = 0;

  for (let record = 0; record < records; record++) {
    rowsBefore[record] = rows;
    const slip = scan.malformed[malformed]?.record === record ? scan.malformed[malformed++] : undefined;
    if (slip !== undefined) {
      row.load(scan, record);
      report.begin(record);
      reportMalformed(report, row, slip, record < first);
      if (record >= first) rows++;
      continue;
    }
    if (record < first || scan.firstCell[record] === scan.firstCell[record + 1]) continue;
    rows++;
    row.load(scan, record);
    report.begin(record);
    const before = report.findings.length;
    for (const rule of rules) {
      rule(row, report, context);
      // Where there is no user name, the rest is not worth a word.
      if (report.rejected && row.lacks(USERNAME)) break;
    }
    if (report.findings.length > before && (report.rejected || report.unmatched || report.unchanged))
      dropSaved(report, before);
    if (!report.rejected) clean[record] = 1;
    if (report.named !== undefined) users[record] = report.named;
    names[record] = nameHash(row);
    ids[record] = idHash(row);
    enrolled[record] = context.classCells.idOf(row, ENROLLED_IN);
    assigned[record] = context.classCells.idOf(row, ASSIGNED_TO);
    const length = row.length(IDENTIFIER);
    if (length > 0 && length <= 64 && (row.kindsOf(IDENTIFIER) & ~QUOTED) === DIGIT) {
      if (row.first(IDENTIFIER) === 48) zeroLed.set(length, (zeroLed.get(length) ?? 0) + 1);
      else digits[record] = length;
    }
    if (row.length(PASSWORD) > 0 && !row.is(PASSWORD, '*')) passwords++;
  }
  rowsBefore[records] = rows;
  return {
    findings: report.findings,
    rowsBefore,
    names,
    ids,
    users,
    clean,
    enrolled,
    assigned,
    classCells: distinct(enrolled, assigned),
    digits,
    zeroLed,
    passwords,
    repeatedName: new Uint8Array(records),
    repeatedId: new Uint8Array(records),
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
  const length = row.length(USERNAME);
  if (length === 0) return 0;
  if ((row.kindsOf(USERNAME) & HIGH) !== 0) return hashOf(row.value(USERNAME).toLowerCase());
  const { source } = row;
  const start = row.starts[USERNAME] ?? 0;
  let hash = FNV_BASIS;
  for (let i = start; i < start + length; i++) {
    const code = source.charCodeAt(i);
    hash = Math.imul(hash ^ (code >= 65 && code <= 90 ? code + 32 : code), FNV_PRIME);
  }
  return hash === 0 ? 1 : hash;
}

function idHash(row: Row): number {
  if (row.length(UUID) !== 32 || (row.kindsOf(UUID) & ~(LOWER_HEX | DIGIT | QUOTED)) !== 0) return 0;
  return hashOf(row.source, row.starts[UUID], row.ends[UUID]);
}

function hashOf(text: string, start = 0, end = text.length): number {
  let hash = FNV_BASIS;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash === 0 ? 1 : hash;
}

function distinct(...columns: readonly Int32Array[]): number[] {
  const ids = new Set<number>();
  let before = -1;
  for (const column of columns) {
    for (const id of column) {
      if (id === before) continue;
      before = id;
      if (id >= 0) ids.add(id);
    }
  }
  return [...ids];
}
