import type { Block, BlockFacts } from '../check/block.ts';
import { cellSpan } from './cellSpan.ts';
import { classSpan } from './classSpan.ts';
import { QUOTED } from '../scan/charKinds.ts';
import type { ChosenFindings } from './chosenFindings.ts';
import {
  ASSIGNED_TO,
  COLUMNS,
  type ColumnIndex,
  ENROLLED_IN,
  IDENTIFIER,
  USERNAME,
  UUID,
} from '../header/column.ts';
import { hasRepeats, isBeyondRepeated } from './countFindings.ts';
import type { Finding, FindingData } from './finding.ts';
import { factsOf, type FindingCode } from './findingCode.ts';
import type { RosterParts } from '../roster.ts';
import type { RowFinding } from '../check/rowFinding.ts';

/** A checked block, and where it is in the file. */
export type BlockPlace = {
  readonly block: Block;
  readonly facts: BlockFacts;
  readonly at: number;
  readonly rowsBefore: number;
};

/** A finding that a record has what an earlier one has, which one is still to be said. */
export type Repeat = {
  readonly finding: Finding;
  readonly block: Block;
  readonly facts: BlockFacts;
  readonly record: number;
  readonly column: typeof USERNAME | typeof UUID;
};

/**
 * Makes those findings of a block that are wanted, in its order.
 *
 * @param zeros see lostZeros.ts
 * @param mended the class cells with a name that has another spelling
 */
export function blockFindings(
  parts: RosterParts,
  place: BlockPlace,
  zeros: number,
  mended: ReadonlyMap<number, number>,
  chosen: ChosenFindings,
): readonly Repeat[] {
  const { facts, block } = place;
  const { records } = block.scan;
  const repeats: Repeat[] = [];
  const add = (code: FindingCode, make: () => Omit<Finding, 'code' | 'severity'>): Finding | undefined => {
    const { severity } = factsOf(code);
    if (!chosen.wants(severity)) return undefined;
    const finding = { code, severity, ...make() };
    chosen.add(finding);
    return finding;
  };
  const addRepeat = (record: number, code: FindingCode, column: Repeat['column']): void => {
    const finding = add(code, () => cellFinding(parts, place, record, column, code, {}));
    if (finding !== undefined) repeats.push({ finding, block, facts, record, column });
  };
  const mendsHere = mended.size > 0 && facts.classCells.some((id) => mended.has(id));
  const isThorough = zeros > 0 || mendsHere || hasRepeats(facts);
  let next = 0;
  for (let record = 0; record < records; record++) {
    // On to the next record with a finding, if there is nothing else.
    if (!isThorough) record = facts.findings[next]?.record ?? records;
    const repeated = facts.repeatedName[record] === 1;
    if (repeated) addRepeat(record, 'username-duplicate', USERNAME);
    else if (facts.repeatedId[record] === 1) addRepeat(record, 'database-id-repeated', UUID);
    const digits = facts.digits[record] ?? 0;
    let losesZeros = zeros > 0 && digits > 0 && digits < zeros;
    for (; facts.findings[next]?.record === record; next++) {
      const finding = facts.findings[next];
      if (finding === undefined) break;
      if (finding.code === 'leading-zeros-lost') losesZeros = false;
      if (!repeated || !isBeyondRepeated(finding.code)) add(finding.code, () => placed(finding, place));
    }
    if (losesZeros) add('leading-zeros-lost', () => zerosFinding(parts, place, record, zeros));
    if (!mendsHere) continue;
    for (const column of [ENROLLED_IN, ASSIGNED_TO] as const) {
      const id = (column === ENROLLED_IN ? facts.enrolled : facts.assigned)[record] ?? -1;
      if (mended.has(id))
        for (const [code, make] of classFindings(parts, place, record, column, id)) add(code, make);
    }
  }
  return repeats;
}

function placed(
  { start, end, column, data, record }: RowFinding,
  { at, rowsBefore, facts }: BlockPlace,
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
  place: BlockPlace,
  record: number,
  column: ColumnIndex,
  code: FindingCode,
  data: FindingData,
): Omit<Finding, 'code' | 'severity'> {
  const { scan } = place.block;
  row.load(scan, record);
  return placed({ code, record, ...cellSpan(row, scan, column), column, data }, place);
}

function zerosFinding(
  parts: RosterParts,
  place: BlockPlace,
  record: number,
  zeros: number,
): Omit<Finding, 'code' | 'severity'> {
  const { row } = parts;
  row.load(place.block.scan, record);
  const value = row.value(IDENTIFIER);
  const data = { value, mended: value.padStart(zeros, '0') };
  return cellFinding(parts, place, record, IDENTIFIER, 'leading-zeros-lost', data);
}

/** One for each name in a class cell that has another spelling. */
function* classFindings(
  { row, classCells, classNames }: RosterParts,
  place: BlockPlace,
  record: number,
  column: typeof ENROLLED_IN | typeof ASSIGNED_TO,
  id: number,
): Generator<readonly [FindingCode, () => Omit<Finding, 'code' | 'severity'>]> {
  const { scan } = place.block;
  for (const piece of classCells.at(id)?.pieces ?? []) {
    const { name } = piece;
    const mend = classNames.mendOf(name);
    if (mend === undefined) continue;
    const { code, instead, exists } = mend;
    yield [
      code,
      () => {
        row.load(scan, record);
        const span = classSpan(row, scan, column, piece);
        const quoted = (row.kindsOf(column) & QUOTED) === 0 ? 0 : 1;
        return placed({ code, record, ...span, column, data: { name, instead, exists, quoted } }, place);
      },
    ];
  }
}
