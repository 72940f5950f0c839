import { blockFindings, type Repeat } from './blockFindings.ts';
import type { ChosenFindings } from './chosenFindings.ts';
import { COLUMNS, type ColumnIndex, PASSWORD } from '../header/column.ts';
import { countFindings, type FindingCounts } from './countFindings.ts';
import type { Finding, FindingData } from './finding.ts';
import { factsOf, type FindingCode } from './findingCode.ts';
import { isInUtf8 } from '../encoding/isInUtf8.ts';
import { isMarkedLabel } from '../header/isMarkedLabel.ts';
import { lostZeros } from '../check/lostZeros.ts';
import { relateFindings } from './relateFindings.ts';
import type { RosterParts } from '../roster.ts';
import type { Severity } from './severity.ts';

/** What there is to say of a roster. */
export type RosterReport = {
  readonly findings: readonly Finding[];
  /** Of all findings, also those that were not asked for. */
  readonly counts: Readonly<Record<Severity, number>>;
  readonly total: number;
  /** Data records, as far as they are checked; undefined where the lines of the file are none: see {@link Header.hasRows}, {@link isInUtf8}. */
  readonly rows: number | undefined;
};

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];

/** Lists the chosen findings of a roster in the order of the file, and counts all there are. */
export function collectFindings(
  parts: RosterParts,
  isComplete: boolean,
  chosen: ChosenFindings,
): RosterReport {
  const { blocks, classNames, header, context } = parts;
  const counts: FindingCounts = { error: 0, warning: 0, hint: 0 };
  const rows = blocks.reduce((sum, { facts }) => sum + (facts?.rowsBefore.at(-1) ?? 0), 0);
  fileFindings(parts, isComplete ? rows : undefined, (code, make) => {
    const { severity } = factsOf(code);
    counts[severity]++;
    if (chosen.wants(severity)) chosen.add({ code, severity, ...make() });
  });
  if (!isInUtf8(context)) return { findings: chosen.list(), counts, total: counts.error, rows: undefined };
  const mended = classNames.settle();
  const zeros = lostZeros(blocks);
  const repeats: Repeat[] = [];
  let at = parts.bomLength;
  let rowsBefore = 0;
  for (const block of blocks) {
    const { facts, scan } = block;
    if (facts !== undefined) {
      const here = countFindings(facts, zeros, classNames, mended);
      for (const severity of SEVERITIES) counts[severity] += here[severity];
      if (SEVERITIES.some((severity) => here[severity] > 0 && chosen.wants(severity)))
        repeats.push(...blockFindings(parts, { block, facts, at, rowsBefore }, zeros, mended, chosen));
      rowsBefore += facts.rowsBefore.at(-1) ?? 0;
    }
    at += scan.length;
  }
  const { error, warning, hint } = counts;
  const findings = relateFindings(parts, chosen.list(), repeats);
  return { findings, counts, total: error + warning + hint, rows: header.hasRows ? rows : undefined };
}

/**
 * What concerns the file as a whole; `rows` once all of it is checked. Of a file that cannot be decoded nothing else is to be said: the
 * server refuses it for that alone (Kolibri protocol, section 6.3, rule 1), and what is shown is not what is in it.
 */
export function fileFindings(
  { header, context, blocks, bomLength }: RosterParts,
  rows: number | undefined,
  take: (code: FindingCode, make: () => Omit<Finding, 'code' | 'severity'>) => void,
): void {
  const place = (start: number, end: number, data: FindingData, column?: ColumnIndex) => () => ({
    start: bomLength + start,
    end: bomLength + end,
    ...(column !== undefined && { column: COLUMNS[column] }),
    data,
  });
  const headerEnd = blocks[0]?.scan.recordEnd[0] ?? 0;
  const { encoding } = context;
  if (encoding !== undefined && !isInUtf8(context)) {
    take('not-utf-8', place(0, headerEnd, { encoding: encoding.name }));
    return;
  }
  const [first] = header.labels;
  if (first !== undefined && isMarkedLabel(context, header))
    take('repeated-byte-order-mark', place(first.start, first.end, {}));
  for (const { code, start, end, data, column } of header.findings)
    take(code, place(start, end, code === 'file-empty' ? { ...data, bom: bomLength } : data, column));
  if (header.isComplete && rows === 0) take('no-users', place(0, headerEnd, {}));
  if (context.inRepository === true) {
    const count = blocks.reduce((sum, { facts }) => sum + (facts?.passwords ?? 0), 0);
    const label = header.labels[header.places[PASSWORD] ?? -1];
    if (count > 0 && label !== undefined)
      take('passwords-in-repository', place(label.start, label.end, { count }, PASSWORD));
  }
}
