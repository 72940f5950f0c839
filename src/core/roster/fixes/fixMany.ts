import { composeEdits } from './composeEdits.ts';
import type { Finding } from '../findings/finding.ts';
import type { FindingCode } from '../findings/findingCode.ts';
import { findingSteps } from '../findings/findingSteps.ts';
import { fixesOf } from './fixesOf.ts';
import type { Fix, TextEdit } from './fix.ts';
import type { Roster } from '../roster.ts';
import { rosterSteps } from '../rosterSteps.ts';

/** A mended slip can bring another one to light: a file with semicolons has no columns before it has commas. Some more than there can be. */
const PASSES = 8;
const STEP_BLOCKS = 8;

/**
 * Every safe fix of the whole file as one list of edits, in order and without overlaps; in steps of a few milliseconds, as a long file
 * has hundreds of thousands. The roster must not change meanwhile.
 */
export function* fixAllSafe(roster: Roster): Generator<undefined, readonly TextEdit[]> {
  let all: readonly TextEdit[] = [];
  let current = roster;
  for (let pass = 0; pass < PASSES; pass++) {
    const edits = yield* fixMany(current, ({ isSafe }) => isSafe);
    if (edits.length === 0) break;
    all = pass === 0 ? edits : composeEdits(all, edits);
    yield;
    const mended = applyEdits(current.text, edits);
    yield;
    current = yield* rosterSteps(mended, roster.parts.context);
    yield;
  }
  return all;
}

/** The first fix that is `wanted` of each finding, as edits in order and without overlaps; of two that touch one place the first. */
export function* fixMany(
  roster: Roster,
  wanted: (fix: Fix, finding: Finding) => boolean,
): Generator<undefined, readonly TextEdit[]> {
  const edits: TextEdit[] = [];
  for (const fixes of manyFixes(roster, wanted)) {
    // It changes every line: nothing else is to be mended at the same time.
    const wide = fixes.find(({ fix }) => fix.steps !== undefined)?.fix.steps;
    if (wide !== undefined) return yield* wide();
    for (const { fix } of fixes) for (const edit of fix.edits) edits.push(edit);
    yield;
  }
  return edits;
}

/** A fix of a finding. */
export type FixOf = { readonly fix: Fix; readonly finding: Finding };

/**
 * The fixes of {@link fixMany}, some in each step. One that changes the whole file comes alone, and last.
 *
 * @param code of no other findings
 */
export function* manyFixes(
  roster: Roster,
  wanted: (fix: Fix, finding: Finding) => boolean,
  code?: FindingCode,
): Generator<readonly FixOf[], void> {
  while (!roster.advance(STEP_BLOCKS)) yield [];
  let last: TextEdit | undefined;
  for (const findings of findingSteps(roster)) {
    const fixes: FixOf[] = [];
    for (const finding of findings) {
      if (code !== undefined && finding.code !== code) continue;
      const fix = fixesOf(roster, finding).find((one) => wanted(one, finding));
      if (fix !== undefined) fixes.push({ fix, finding });
    }
    const wide = fixes.find(({ fix }) => fix.steps !== undefined);
    if (wide !== undefined) {
      yield [wide];
      return;
    }
    const taken: FixOf[] = [];
    for (const one of fixes.sort((a, b) => startOf(a) - startOf(b))) {
      const { edits } = one.fix;
      if (edits.length === 0 || (last !== undefined && !follows(edits[0], last))) continue;
      taken.push(one);
      last = edits.at(-1);
    }
    yield taken;
  }
}

function startOf({ fix }: FixOf): number {
  return fix.edits[0]?.start ?? 0;
}

function follows(next: TextEdit | undefined, last: TextEdit): boolean {
  return (
    next !== undefined &&
    (next.start > last.end || (next.start === last.end && next.end > next.start && last.end > last.start))
  );
}

/** The text after some edits, which are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}
