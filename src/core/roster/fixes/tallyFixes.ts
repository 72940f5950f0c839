import type { Column } from '../header/column.ts';
import type { Finding } from '../findings/finding.ts';
import type { FindingCode } from '../findings/findingCode.ts';
import type { Fix, FixKind } from './fix.ts';
import { manyFixes } from './fixMany.ts';
import type { Roster } from '../roster.ts';

/** Fixes of one kind for findings of one kind, all over a file. */
export type FixChoice = {
  readonly code: FindingCode;
  readonly kind: FixKind;
  /** Only those that make a cell this: one spelling of a class, one user type. */
  readonly becomes?: string;
};

/** What the fixes of a choice come to, for the title of an action. */
export type FixTally = {
  readonly count: number;
  /** Of the cells that they change, each once. */
  readonly columns: readonly Column[];
  /** The first few values and what becomes of them, each once. */
  readonly samples: readonly { readonly from: string; readonly becomes: string }[];
  /** True if there are no other values. */
  readonly isAll: boolean;
};

const SAMPLES = 3;

/** True for the fixes of a choice. */
export function isChosen({ code, kind, becomes }: FixChoice): (fix: Fix, finding: Finding) => boolean {
  return (fix, finding) =>
    finding.code === code && fix.kind === kind && (becomes === undefined || fix.becomes === becomes);
}

/** Counts the fixes of a choice in steps of a few milliseconds. The roster must not change meanwhile. */
export function* tallyFixes(roster: Roster, choice: FixChoice): Generator<undefined, FixTally> {
  let count = 0;
  const columns = new Set<Column>();
  const samples = new Map<string, string>();
  let isAll = true;
  for (const fixes of manyFixes(roster, isChosen(choice), choice.code)) {
    count += fixes.length;
    for (const { fix, finding } of fixes) {
      if (finding.column !== undefined) columns.add(finding.column);
      if (!isAll) continue;
      const from = valueOf(roster, finding);
      if (samples.size < SAMPLES || samples.has(from)) samples.set(from, fix.becomes);
      else isAll = false;
    }
    yield;
  }
  return {
    count,
    columns: [...columns],
    samples: Array.from(samples, ([from, becomes]) => ({ from, becomes })),
    isAll,
  };
}

/** Of a class cell the one name that was found, else the value of the cell, without white space at its ends. */
function valueOf(roster: Roster, { start, end, data }: Finding): string {
  const { name } = data;
  if (typeof name === 'string') return name;
  const raw = roster.slice(start, end);
  return (raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw).trim();
}
