import type { Block, BlockFacts } from './block.ts';
import { DOUBLED } from './charKinds.ts';
import {
  ASSIGNED_TO,
  COLUMNS,
  type ColumnIndex,
  ENROLLED_IN,
  IDENTIFIER,
  PASSWORD,
  USERNAME,
  UUID,
} from './column.ts';
import type { Finding, FindingData } from './finding.ts';
import { factsOf, type FindingCode } from './findingCode.ts';
import { lostZeros } from './lostZeros.ts';
import { HashSearch } from './hashSearch.ts';
import type { RosterParts } from './roster.ts';
import type { RowFinding } from './rowFinding.ts';
import type { Severity } from './severity.ts';

/** What there is to say of a roster. */
export type RosterReport = {
  readonly findings: readonly Finding[];
  /** Of all findings, also those that were not asked for. */
  readonly counts: Readonly<Record<Severity, number>>;
  readonly total: number;
  /** Data records, as far as they are checked. */
  readonly rows: number;
};

const WEIGHTS: Readonly<Record<Severity, number>> = { hint: 0, warning: 1, error: 2 };

/** Findings that the server does not come to when the row is a repeated one: it is rejected before. */
const BEYOND_REPEATED: ReadonlySet<string> = new Set(['match', 'matchCrash', 'saved']);

/** Lists the findings of a roster in the order of the file, those from `least` on, and counts them all. */
export function collectFindings(
  parts: RosterParts,
  isComplete: boolean,
  limit: number,
  least: Severity,
): RosterReport {
  const collector = new Collector(limit, least);
  const rows = parts.blocks.reduce((sum, { facts }) => sum + (facts?.rowsBefore.at(-1) ?? 0), 0);
  fileFindings(parts, isComplete ? rows : undefined, collector);
  const mended = parts.classNames.settle();
  const zeros = lostZeros(parts.blocks);
  const repeats: Repeat[] = [];
  let at = parts.bomLength;
  let rowsBefore = 0;
  for (const block of parts.blocks) {
    const { facts, scan } = block;
    if (facts !== undefined && (zeros > 0 || hasFindings(facts, mended))) {
      const place = { block, facts, at, rowsBefore };
      const mendsHere = mended.size > 0 && facts.classCells.some((id) => mended.has(id));
      const isThorough = zeros > 0 || mendsHere || hasRepeats(facts);
      let next = 0;
      for (let record = 0; record < scan.records; record++) {
        if (!isThorough) {
          // On to the next record with a finding.
          record = facts.findings[next]?.record ?? scan.records;
          if (record === scan.records) break;
        }
        const repeated = facts.repeatedName[record] === 1;
        if (repeated) {
          const index = cellFinding(parts, place, record, USERNAME, 'username-duplicate', {}, collector);
          if (index >= 0) repeats.push({ index, block, facts, record, column: USERNAME });
        } else if (facts.repeatedId[record] === 1) {
          const index = cellFinding(parts, place, record, UUID, 'database-id-repeated', {}, collector);
          if (index >= 0) repeats.push({ index, block, facts, record, column: UUID });
        }
        let losesZeros = zeros > 0 && (facts.digits[record] ?? 0) > 0 && (facts.digits[record] ?? 0) < zeros;
        for (; facts.findings[next]?.record === record; next++) {
          const finding = facts.findings[next];
          if (finding === undefined) break;
          if (finding.code === 'leading-zeros-lost') losesZeros = false;
          const { stage } = factsOf(finding.code);
          if (repeated && (BEYOND_REPEATED.has(stage) || finding.code === 'user-type-deferred')) continue;
          collector.add(finding.code, () => placed(finding, place, facts));
        }
        if (losesZeros) zerosFinding(parts, place, record, zeros, collector);
        if (mendsHere) {
          if (mended.has(facts.enrolled[record] ?? -1))
            classFindings(parts, place, record, ENROLLED_IN, collector);
          if (mended.has(facts.assigned[record] ?? -1))
            classFindings(parts, place, record, ASSIGNED_TO, collector);
        }
      }
    }
    rowsBefore += facts?.rowsBefore.at(-1) ?? 0;
    at += scan.length;
  }
  nameFirst(parts, repeats, collector.findings);
  return {
    findings: collector.findings,
    counts: collector.counts,
    total: collector.counts.error + collector.counts.warning + collector.counts.hint,
    rows,
  };
}

/** False for most blocks, which need not be gone through. */
function hasFindings(facts: BlockFacts, mended: ReadonlySet<number>): boolean {
  return (
    facts.findings.length > 0 ||
    hasRepeats(facts) ||
    (mended.size > 0 && facts.classCells.some((id) => mended.has(id)))
  );
}

function hasRepeats({ repeatedName, repeatedId }: BlockFacts): boolean {
  return repeatedName.includes(1) || repeatedId.includes(1);
}

type Repeat = {
  readonly index: number;
  readonly block: Block;
  readonly facts: BlockFacts;
  readonly record: number;
  readonly column: typeof USERNAME | typeof UUID;
};

/** Where a block is in the file. */
type Place = {
  readonly block: Block;
  readonly facts: BlockFacts;
  readonly at: number;
  readonly rowsBefore: number;
};

class Collector {
  readonly findings: Finding[] = [];
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, hint: 0 };
  readonly #limit: number;
  readonly #least: number;

  constructor(limit: number, least: Severity) {
    this.#limit = limit;
    this.#least = WEIGHTS[least];
  }

  /** Counts a finding, and makes and keeps it if there is room. Gives its index, or -1. */
  add(code: FindingCode, make: () => Omit<Finding, 'code' | 'severity'>): number {
    const { severity } = factsOf(code);
    this.counts[severity]++;
    if (this.findings.length >= this.#limit || WEIGHTS[severity] < this.#least) return -1;
    return this.findings.push({ code, severity, ...make() }) - 1;
  }
}

function placed(
  { start, end, column, data, record }: RowFinding,
  { at, rowsBefore }: Pick<Place, 'at' | 'rowsBefore'>,
  facts: BlockFacts,
): Omit<Finding, 'code' | 'severity'> {
  return {
    start: at + start,
    end: at + end,
    ...(data['header'] !== 1 && { row: rowsBefore + (facts.rowsBefore[record] ?? 0) + 1 }),
    ...(column !== undefined && { column: COLUMNS[column] }),
    data,
  };
}

function cellFinding(
  { row }: RosterParts,
  place: Place,
  record: number,
  column: ColumnIndex,
  code: FindingCode,
  data: FindingData,
  collector: Collector,
): number {
  return collector.add(code, () => {
    const { scan } = place.block;
    row.load(scan, record);
    const start = (row.starts[column] ?? 0) - scan.offset;
    const end = (row.ends[column] ?? 0) - scan.offset;
    const quote = scan.source.charCodeAt(start + scan.offset - 1) === 34 && start > 0 ? 1 : 0;
    return placed({ code, record, start: start - quote, end: end + quote, column, data }, place, place.facts);
  });
}

function zerosFinding(
  parts: RosterParts,
  place: Place,
  record: number,
  zeros: number,
  collector: Collector,
): void {
  const { row } = parts;
  row.load(place.block.scan, record);
  const value = row.value(IDENTIFIER);
  const data = { value, mended: value.padStart(zeros, '0') };
  cellFinding(parts, place, record, IDENTIFIER, 'leading-zeros-lost', data, collector);
}

function classFindings(
  { row, classCells, classNames }: RosterParts,
  place: Place,
  record: number,
  column: typeof ENROLLED_IN | typeof ASSIGNED_TO,
  collector: Collector,
): void {
  const { scan } = place.block;
  row.load(scan, record);
  const cell = classCells.at(classCells.idOf(row, column));
  for (const { name, at } of cell?.pieces ?? []) {
    const mend = classNames.mendOf(name);
    if (mend === undefined) continue;
    collector.add(mend.code, () => {
      row.load(scan, record);
      const doubled = (row.kindsOf(column) & DOUBLED) !== 0;
      const start = (row.starts[column] ?? 0) - scan.offset + (doubled ? 0 : at);
      const end = doubled ? (row.ends[column] ?? 0) - scan.offset : start + name.length;
      const data = { name, instead: mend.instead, exists: mend.exists };
      return placed({ code: mend.code, record, start, end, column, data }, place, place.facts);
    });
  }
}

/** Says in which row the first of repeated values is. */
function nameFirst({ blocks, row }: RosterParts, repeats: readonly Repeat[], findings: Finding[]): void {
  for (const column of [USERNAME, UUID] as const) {
    const wanted = repeats.filter((repeat) => repeat.column === column);
    if (wanted.length === 0) continue;
    const hashesOf = (facts: BlockFacts): Int32Array => (column === USERNAME ? facts.names : facts.ids);
    const marksOf = (facts: BlockFacts): Uint8Array =>
      column === USERNAME ? facts.repeatedName : facts.repeatedId;
    const keyOf = (block: Block, record: number): string => {
      row.load(block.scan, record);
      return column === USERNAME ? row.value(column).toLowerCase() : row.value(column);
    };
    const search = new HashSearch(new Set(wanted.map(({ facts, record }) => hashesOf(facts)[record] ?? 0)));
    const first = new Map<string, number>();
    let rowsBefore = 0;
    for (const block of blocks) {
      const { facts } = block;
      if (facts === undefined) continue;
      const marks = marksOf(facts);
      for (const record of search.in(hashesOf(facts))) {
        if (facts.clean[record] !== 1 || marks[record] === 1) continue;
        const key = keyOf(block, record);
        if (!first.has(key)) first.set(key, rowsBefore + (facts.rowsBefore[record] ?? 0) + 1);
      }
      rowsBefore += facts.rowsBefore.at(-1) ?? 0;
    }
    for (const { index, block, record } of wanted) {
      const finding = findings[index];
      const key = keyOf(block, record);
      if (finding !== undefined)
        findings[index] = { ...finding, data: { value: row.value(column), firstRow: first.get(key) ?? 0 } };
    }
  }
}

/** What concerns the file as a whole. */
function fileFindings(
  { header, context, blocks, bomLength }: RosterParts,
  rows: number | undefined,
  collector: Collector,
): void {
  const place = (start: number, end: number, data: FindingData, column?: ColumnIndex) => () => ({
    start: bomLength + start,
    end: bomLength + end,
    ...(column !== undefined && { column: COLUMNS[column] }),
    data,
  });
  const headerEnd = blocks[0]?.scan.recordEnd[0] ?? 0;
  const { encoding } = context;
  if (encoding !== undefined && encoding.name !== 'utf8' && encoding.name !== 'utf8bom')
    collector.add('not-utf-8', place(0, headerEnd, { encoding: encoding.name }));
  for (const { code, start, end, data, column } of header.findings)
    collector.add(
      code,
      place(start, end, code === 'file-empty' ? { ...data, bom: bomLength } : data, column),
    );
  if (header.isComplete && rows === 0) collector.add('no-users', place(0, headerEnd, {}));
  if (context.inRepository === true) {
    const count = blocks.reduce((sum, { facts }) => sum + (facts?.passwords ?? 0), 0);
    const label = header.labels[header.places[PASSWORD] ?? -1];
    if (count > 0 && label !== undefined)
      collector.add('passwords-in-repository', place(label.start, label.end, { count }, PASSWORD));
  }
}
