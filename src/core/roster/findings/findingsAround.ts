import { blockFindings, type Repeat } from './blockFindings.ts';
import { firstFindings } from './chosenFindings.ts';
import { fileFindings } from './collectFindings.ts';
import { countFindings } from './countFindings.ts';
import type { Finding } from './finding.ts';
import { factsOf } from './findingCode.ts';
import { lostZeros } from '../check/lostZeros.ts';
import { relateFindings } from './relateFindings.ts';
import type { Roster, RosterParts } from '../roster.ts';

/** Offsets in the whole text. */
export type TextSpan = { readonly start: number; readonly end: number };

/** A part of a file and every finding that begins in it. */
export type FindingsWindow = TextSpan & { readonly findings: readonly Finding[] };

/**
 * The findings that touch a part of the file, and so many `more` before and after it, as far as there are. Only the blocks that hold
 * them are looked at, however many findings there are elsewhere.
 */
export function findingsAround(roster: Roster, { start, end }: TextSpan, more: number): FindingsWindow {
  const { parts } = roster;
  const found = new BlocksOf(parts);
  const first = found.at(start);
  const last = found.at(end);
  const findings: Finding[] = [];
  for (let index = first; index <= last; index++) findings.push(...found.in(index));
  const before = (): number => findings.filter((one) => one.end < start).length;
  const after = (): number => findings.filter((one) => one.start > end).length;
  let from = first;
  while (from > 0 && before() < more) findings.unshift(...found.in(--from));
  let to = last;
  while (to < found.count - 1 && after() < more) findings.push(...found.in(++to));
  // From the first one that is kept to the first one that is not.
  const left = Math.max(before() - more, 0);
  const right = findings.length - Math.max(after() - more, 0);
  return {
    start: Math.min(start, (left > 0 ? findings[left]?.start : undefined) ?? found.startOf(from)),
    end: Math.max(end, findings[right]?.start ?? found.startOf(to + 1)),
    findings: relateFindings(parts, findings.slice(left, right), found.repeats),
  };
}

/** The first finding that is `wanted` and begins behind an offset; the first of the file if there is none. */
export function findingAfter(
  roster: Roster,
  offset: number,
  wanted: (finding: Finding) => boolean,
): Finding | undefined {
  const found = new BlocksOf(roster.parts);
  const here = found.at(offset);
  // The block of the offset comes twice: what is behind it first, what is before it last.
  for (let step = 0; step <= found.count; step++) {
    const next = found
      .in((here + step) % found.count)
      .find((one) => wanted(one) && (step > 0 || one.start > offset));
    if (next !== undefined) return relateFindings(roster.parts, [next], found.repeats)[0];
  }
  return undefined;
}

/** The findings of a roster by its blocks, made when they are asked for. */
class BlocksOf {
  readonly parts: RosterParts;
  readonly repeats: Repeat[] = [];
  readonly #zeros: number;
  readonly #mended: ReadonlyMap<number, number>;
  readonly #starts: number[] = [];
  readonly #rows: number[] = [];
  readonly #made = new Map<number, readonly Finding[]>();

  constructor(parts: RosterParts) {
    this.parts = parts;
    this.#zeros = lostZeros(parts.blocks);
    this.#mended = parts.classNames.settle();
    let at = parts.bomLength;
    let rows = 0;
    for (const { scan, facts } of parts.blocks) {
      this.#starts.push(at);
      this.#rows.push(rows);
      at += scan.length;
      rows += facts?.rowsBefore.at(-1) ?? 0;
    }
    this.#starts.push(at);
    this.#rows.push(rows);
  }

  get count(): number {
    // What is said of an empty file comes with its first block all the same.
    return Math.max(this.parts.blocks.length, 1);
  }

  /** The block that an offset is in. */
  at(offset: number): number {
    const next = this.#starts.findIndex((start, index) => index > 0 && offset < start);
    return next < 0 ? this.count - 1 : next - 1;
  }

  /** Where a block begins; what comes after the last one is where the file ends. */
  startOf(index: number): number {
    return index === 0 ? 0 : (this.#starts[index] ?? 0);
  }

  /** In the order of the text; what is said of the file as a whole comes with its header. */
  in(index: number): readonly Finding[] {
    const before = this.#made.get(index);
    if (before !== undefined) return before;
    const { parts } = this;
    const findings: Finding[] = [];
    if (index === 0)
      fileFindings(
        parts,
        this.#rows.at(-1),
        (code, make) => void findings.push({ code, severity: factsOf(code).severity, ...make() }),
      );
    findings.push(...this.#rowsOf(index));
    findings.sort((a, b) => a.start - b.start);
    this.#made.set(index, findings);
    return findings;
  }

  #rowsOf(index: number): readonly Finding[] {
    const { parts } = this;
    const block = parts.blocks[index];
    const facts = block?.facts;
    if (block === undefined || facts === undefined) return [];
    const { error, warning, hint } = countFindings(facts, this.#zeros, parts.classNames, this.#mended);
    if (error + warning + hint === 0) return [];
    const place = { block, facts, at: this.#starts[index] ?? 0, rowsBefore: this.#rows[index] ?? 0 };
    const chosen = firstFindings(Number.POSITIVE_INFINITY, 'hint');
    this.repeats.push(...blockFindings(parts, place, this.#zeros, this.#mended, chosen));
    return chosen.list();
  }
}
