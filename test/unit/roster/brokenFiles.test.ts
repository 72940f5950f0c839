import assert from 'node:assert/strict';
import { cellAt } from '../../../src/core/roster/editing/cellAt.ts';
import { classOutline } from '../../../src/core/roster/editing/classOutline.ts';
import { completionsAt } from '../../../src/core/roster/editing/completionsAt.ts';
import { outlineOf } from '../../../src/core/roster/editing/outlineOf.ts';
import { detectEncoding } from '../../../src/core/roster/encoding/detectEncoding.ts';
import type { Finding } from '../../../src/core/roster/findings/finding.ts';
import { findingAfter, findingsAround } from '../../../src/core/roster/findings/findingsAround.ts';
import { findingKinds } from '../../../src/core/roster/findings/findingKinds.ts';
import { worstFindings } from '../../../src/core/roster/findings/worstFindings.ts';
import { canonicalEdits, canonicalObstacle } from '../../../src/core/roster/fixes/canonicalEdits.ts';
import type { Fix, TextEdit } from '../../../src/core/roster/fixes/fix.ts';
import { applyEdits, fixAllSafe, fixMany } from '../../../src/core/roster/fixes/fixMany.ts';
import { fixesOf } from '../../../src/core/roster/fixes/fixesOf.ts';
import { joinEdits } from '../../../src/core/roster/fixes/joinEdits.ts';
import { hasSafeFix } from '../../../src/core/roster/fixes/hasSafeFix.ts';
import { isChosen, tallyFixes } from '../../../src/core/roster/fixes/tallyFixes.ts';
import { predictReport } from '../../../src/core/roster/predict/predictReport.ts';
import { Roster } from '../../../src/core/roster/roster.ts';
import type { RosterContext } from '../../../src/core/roster/rosterContext.ts';
import { indexSnapshot } from '../../../src/core/roster/snapshot/snapshotIndex.ts';
import { ANN, BOB, HEADER, rowWith, snapshotOf } from './madeRosters.ts';
import { Random, seedOf } from './random.ts';

const CASES = 1_000;
/** Of the findings of a file so many have each of their fixes tried, the others their spans looked at. */
const TRIED = 8;
/** More steps than a file of a few kilobytes can take. */
const MOST_STEPS = 2_000;
const EDITS = 3;

/** What breaks a file, and what rules look for. */
const PIECES = [
  ...[
    '',
    ',',
    ',,',
    ';',
    '\t',
    '"',
    '""',
    '"""',
    "'",
    '\n',
    '\r',
    '\r\n',
    '\r\n\r\n',
    ' ',
    '\u00a0',
    '\u200b',
  ],
  ...[
    '\ufeff',
    '\0',
    '\x1a',
    '\ufffd',
    '\ud800',
    '😀',
    'é',
    'e\u0301',
    'ß',
    'İ',
    '0',
    '*',
    '=',
    '="007"',
    '=A1',
  ],
  ...[
    'DEFERRED',
    'constructor',
    '__proto__',
    'teacher',
    'learner ',
    ' male',
    'm',
    '1e5',
    '1999.0',
    '12/03/2001',
    'ann',
    'ANN',
    'ghost',
    ANN,
  ],
  ...[
    BOB.toUpperCase(),
    `{${ANN}}`,
    'Class A',
    'class  a',
    '"Class A,class a"',
    '"x""y,X""Y"',
    'a,b',
    'x'.repeat(140),
  ],
  ...[
    HEADER,
    HEADER.replaceAll(',', ';'),
    'USERNAME',
    'USER_TYPE',
    'Pasword',
    'sep=,',
    rowWith({}),
    "'=A1",
    '-5',
  ],
] as const;
const CELLS = {
  UUID: ['', '', ANN, BOB, ANN.toUpperCase(), 'x', ' '],
  USERNAME: ['ann', 'ANN', 'zoe', 'zoé', 'a b', 'a@b.org', '', '"q""r"', 'ghost', '@', 'x\0', '\0'],
  PASSWORD: ['pw', '*', '', ' pw ', '" "', '="x"'],
  FULL_NAME: ['Ann', ' Ann ', '"Lee, Ann"', '" "', '', '=A1', "'=A1", '-\\|x'],
  USER_TYPE: [
    'LEARNER',
    'learner ',
    'CLASS_COACH',
    'teacher',
    'constructor',
    'student',
    '',
    'DEFERRED',
    '" "',
    'class-coach',
  ],
  IDENTIFIER: ['', '007', '42', 'ab', '1e5', '="007"', 'ß'],
  BIRTH_YEAR: ['', '2001', '2001.0', '12/03/2001', '٢٠٠١', '" "', '1_999', 'x'],
  GENDER: ['', 'MALE', 'm', ' female', '" "', 'DEFERRED', 'not specified', 'boy', 'constructor', '__proto__'],
  ENROLLED_IN: ['', 'Class A', 'class a', '"Class A,class a"', '"x""y"', '"X""y"', 'Class-A', '","', '"a,A"'],
  ASSIGNED_TO: ['', 'Class B', 'DEFERRED', '"x\\,y"', 'class B'],
} as const;

function rowOf(random: Random): string {
  return rowWith(
    Object.fromEntries(
      Object.entries(CELLS).map(([column, values]) => [column, random.pick<string>(values)]),
    ),
  );
}

/** A users file with a few things broken in it, or bytes that are none. */
function fileOf(random: Random): Buffer {
  if (random.below(8) === 0) {
    const noise = Buffer.from(Uint8Array.from({ length: random.below(600) }, () => random.below(256)));
    return random.below(2) === 0 ? noise : Buffer.concat([Buffer.from(`${HEADER}\n`), noise]);
  }
  const end = random.pick(['\n', '\r\n', '\r']);
  const header =
    random.below(6) === 0
      ? HEADER.split(',')
          .filter(() => random.below(9) > 0)
          .join(',')
      : HEADER;
  let text = header + end + Array.from({ length: random.below(8) }, () => rowOf(random) + end).join('');
  for (let hits = random.below(5); hits > 0; hits--) {
    const at = random.below(text.length + 1);
    text = text.slice(0, at) + random.pick(PIECES) + text.slice(at + random.pick([0, 0, 1, 5, 60]));
  }
  if (random.below(10) === 0) text = text.replaceAll(',', random.pick([';', '\t']));
  const bytes = Buffer.from(text, random.below(30) === 0 ? 'latin1' : 'utf8');
  if (random.below(10) > 0 || bytes.length === 0) return bytes;
  for (let hits = 1 + random.below(9); hits > 0; hits--)
    bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

/** What steps end with; they do end. */
function resultOf<T>(steps: Generator<unknown, T>): T {
  for (let count = 0; count < MOST_STEPS; count++) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
  throw new Error(`no end after ${MOST_STEPS} steps`);
}

function rosterOf(text: string, context: RosterContext): Roster {
  const roster = new Roster(text, context);
  assert.ok(roster.advance());
  return roster;
}

/** Edits are in order, touch nothing twice and stay in the text. */
function checkOrder(edits: readonly TextEdit[], text: string): void {
  let last = 0;
  for (const { start, end } of edits) {
    assert.ok(last <= start && start <= end && end <= text.length, JSON.stringify(edits));
    last = end;
  }
}

/** What is said. Which line the first of repeated values is in does not make it another. */
function saidOf({ code, column, data }: Finding): string {
  return JSON.stringify([code, column, { ...data, first: '' }]);
}

/** Each fix of a finding mends it. */
function checkFix(roster: Roster, finding: Finding, fix: Fix): void {
  const { text } = roster;
  const edits = fix.steps === undefined ? fix.edits : resultOf(fix.steps());
  checkOrder(edits, text);
  const mended = applyEdits(text, edits);
  const what = `${fix.kind} of ${finding.code}`;
  assert.notEqual(mended, text, `${what} changes nothing`);
  const said = saidOf(finding);
  const left = rosterOf(mended, roster.parts.context)
    .report()
    .findings.filter((one) => saidOf(one) === said);
  // Where there is one of the same kind at the same place, it is the next one that has moved there.
  const before = roster.report().findings.filter((one) => saidOf(one) === said);
  const isLeft = left.some(({ start }) => start === finding.start) && left.length >= before.length;
  assert.ok(!isLeft, `${what} leaves it: ${said}`);
}

function checkFixes(roster: Roster, findings: readonly Finding[], random: Random): void {
  const { text } = roster;
  const tried =
    findings.length > TRIED ? Array.from({ length: TRIED }, () => random.pick(findings)) : findings;
  for (const finding of tried) {
    for (const fix of fixesOf(roster, finding)) {
      checkFix(roster, finding, fix);
      const choice = { code: finding.code, kind: fix.kind, becomes: fix.becomes };
      const many = resultOf(fixMany(roster, isChosen(choice)));
      checkOrder(many, text);
      const { count, samples } = resultOf(tallyFixes(roster, choice));
      assert.ok(count > 0 && samples.length > 0, `${fix.kind} of ${finding.code} is not counted`);
    }
  }
  const all = resultOf(fixAllSafe(roster));
  checkOrder(all, text);
  assert.equal(resultOf(hasSafeFix(roster)), all.length > 0);
  const mended = applyEdits(text, all);
  assert.deepEqual(resultOf(fixAllSafe(rosterOf(mended, roster.parts.context))), [], 'not all is fixed');
  if (all.length === 0) return;
  const joined = resultOf(joinEdits(all, (start, end) => roster.slice(start, end), roster.length));
  assert.equal(applyEdits(text, [joined]), mended);
}

/** What an editor asks of a place. */
function checkPlace(roster: Roster, at: number): void {
  const { length } = roster;
  const cell = cellAt(roster, at);
  if (cell !== undefined) assert.ok(cell.start <= at && at <= cell.end && cell.end <= length);
  const some = completionsAt(roster, at);
  if (some !== undefined) assert.ok(some.start <= some.end && some.end <= length, JSON.stringify(some));
  const record = roster.recordAt(at);
  if (record !== undefined) assert.ok(record.start <= record.end && record.end <= record.next);
  const end = Math.min(at + 10, length);
  const { findings, ...around } = findingsAround(roster, { start: at, end }, 2);
  assert.ok(around.start <= at && end <= around.end);
  for (const one of findings) assert.ok(one.start >= around.start && one.start <= around.end);
  assert.equal(findingAfter(roster, at, () => true) === undefined, roster.report().total === 0);
}

function checkFormat(roster: Roster): boolean {
  const { text } = roster;
  if (resultOf(canonicalObstacle(roster)) !== undefined) return false;
  const edits = [...canonicalEdits(roster)].flat();
  checkOrder(edits, text);
  const formatted = rosterOf(applyEdits(text, edits), roster.parts.context);
  assert.equal(resultOf(canonicalObstacle(formatted)), undefined);
  assert.deepEqual(
    [...canonicalEdits(formatted)].flat(),
    [],
    `formats ${JSON.stringify(formatted.text)} anew`,
  );
  return true;
}

function checkAll(roster: Roster, random: Random): { readonly found: number; readonly isFormatted: boolean } {
  const { text, length } = roster;
  const { findings, total } = roster.report();
  assert.equal(findings.length, total);
  for (const { start, end, related } of findings) {
    assert.ok(0 <= start && start <= end && end <= length, `${start} to ${end} of ${length}`);
    if (related !== undefined)
      assert.ok(0 <= related.start && related.start < related.end && related.end <= length);
  }
  assert.equal(worstFindings(roster, 3).findings.length, Math.min(3, total));
  assert.equal(
    resultOf(findingKinds(roster)).reduce((sum, { count }) => sum + count, 0),
    total,
  );
  checkFixes(roster, findings, random);
  for (const { start, end } of [...findings].slice(0, TRIED))
    for (const at of [start, end]) checkPlace(roster, at);
  for (const at of [0, length, random.below(length + 1), random.below(length + 1)]) checkPlace(roster, at);
  const outline = outlineOf(roster);
  const short = classOutline(roster);
  for (const { users } of outline.classes)
    for (const { start, end } of users) assert.ok(start <= end && end <= length);
  if (short.withoutClass !== undefined) assert.ok(short.withoutClass.end <= length);
  const { parts } = roster;
  for (const isDelete of [true, false])
    assert.ok(predictReport(parts, parts.live ?? indexSnapshot(snapshotOf()), isDelete).kind.length > 0);
  assert.equal(roster.text, text);
  return { found: total, isFormatted: checkFormat(roster) };
}

describe('broken users files', () => {
  it(`are borne by all that reads them, ${CASES} files over, and each fix mends what it is offered for`, function () {
    this.timeout(120_000);
    const random = new Random(seedOf('broken files'));
    let found = 0;
    let formatted = 0;
    for (let n = 0; n < CASES; n++) {
      const bytes = fileOf(random);
      const context: RosterContext = {
        encoding: detectEncoding(bytes),
        ...(random.below(2) === 0 && { snapshot: snapshotOf() }),
        ...(random.below(4) === 0 && { inRepository: true }),
      };
      const roster = rosterOf(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), context);
      for (let edits = 0; edits < EDITS; edits++) {
        const { text } = roster;
        try {
          const checked = checkAll(roster, random);
          found += checked.found;
          formatted += checked.isFormatted ? 1 : 0;
          const at = random.below(text.length + 1);
          roster.edit(at, Math.min(text.length, at + random.pick([0, 0, 1, 30])), random.pick(PIECES));
          roster.advance();
        } catch (error) {
          throw new Error(`in ${JSON.stringify(text)}, with ${JSON.stringify(context).slice(0, 80)}`, {
            cause: error,
          });
        }
      }
    }
    assert.ok(
      found > CASES && formatted > CASES / 20,
      `${found} findings and ${formatted} formatted prove little`,
    );
  });
});
