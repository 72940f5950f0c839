import assert from 'node:assert/strict';
import { Roster } from '../../../src/core/roster/roster.ts';
import { HEADER, snapshotOf } from './madeRosters.ts';
import { Random, seedOf } from './random.ts';

const CASES = 600;
const EDITS = 12;
const INSERTS = [
  '',
  'x',
  'A',
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '\r\n',
  ' ',
  'é',
  '\ufeff',
  'ann',
  '\n,ann,pw,Ann,LEARNER,,,,Class A,',
];
const NAMES = ['ann', 'Ann', 'bob', 'cy', 'cy1', 'dan', 'éva', 'ÉVA', ''];
const IDS = ['', '', '', 'a'.repeat(32), 'b'.repeat(32), 'A'.repeat(32)];
const CLASSES = ['Class A', 'class a', 'Class  A', '"Class A,Class B"', 'New', 'new ', ''];

function rowOf(random: Random): string {
  return [
    random.pick(IDS),
    random.pick(NAMES),
    random.pick(['*', 'pw', ' pw', '']),
    random.pick(['Ann', '"Lee, Ann"', '']),
    random.pick(['LEARNER', 'learner', 'COACH', 'CLASS_COACH', 'DEFERRED']),
    random.pick(['007', '42', 'x', '']),
    random.pick(['2001', '1', '']),
    random.pick(['MALE', '', 'M']),
    random.pick(CLASSES),
    random.pick(CLASSES),
  ]
    .slice(0, random.below(20) === 0 ? random.below(10) : 10)
    .join(',');
}

function fileOf(random: Random, rows: number): string {
  const end = random.pick(['\n', '\r\n', '\r']);
  const bom = random.below(4) === 0 ? '\ufeff' : '';
  return bom + HEADER + end + Array.from({ length: rows }, () => rowOf(random) + end).join('');
}

/** Edits of one roster give what a new roster of the same text gives. */
function checkEdits(random: Random, text: string, edits: number, context = {}): void {
  const roster = new Roster(text, context);
  roster.advance();
  for (let n = 0; n < edits; n++) {
    const start = random.below(text.length + 1);
    const end = Math.min(text.length, start + (random.below(3) === 0 ? random.below(40) : 0));
    const insert = random.pick(INSERTS);
    const before = text;
    text = text.slice(0, start) + insert + text.slice(end);
    roster.edit(start, end, insert);
    roster.advance();
    const what = JSON.stringify({ before: before.slice(0, 2000), start, end, insert });
    assert.equal(roster.length, text.length, what);
    const fresh = new Roster(text, context);
    fresh.advance();
    assert.deepEqual(roster.report(), fresh.report(), what);
  }
  assert.equal(roster.text, text);
}

describe('editing a roster', () => {
  it(`gives the findings of a new one, ${CASES * EDITS} times over`, () => {
    const random = new Random(seedOf('edits'));
    for (let n = 0; n < CASES; n++) {
      const context = random.below(2) === 0 ? { snapshot: snapshotOf() } : { inRepository: true };
      checkEdits(random, fileOf(random, random.below(12)), EDITS, context);
    }
  });

  it('gives them across blocks, too', () => {
    const random = new Random(seedOf('edits across blocks'));
    for (let n = 0; n < 4; n++) checkEdits(random, fileOf(random, 2000), 10);
  });

  it('takes edits while the rest is still to be checked', () => {
    const random = new Random(seedOf('edits before the end'));
    let text = fileOf(random, 3000);
    const roster = new Roster(text);
    for (let edits = 0; !roster.advance(1); edits++) {
      // What is compared with the rest is compared anew after an edit.
      if (edits >= 60) continue;
      const at = random.below(text.length);
      text = text.slice(0, at) + 'x' + text.slice(at);
      roster.edit(at, at, 'x');
    }
    const fresh = new Roster(text);
    fresh.advance();
    assert.deepEqual(roster.report(), fresh.report());
  });

  it('never fails on bytes that are no roster', () => {
    const random = new Random(seedOf('noise'));
    for (let n = 0; n < 500; n++) {
      const bytes = Uint8Array.from({ length: random.below(3000) }, () => random.below(256));
      const text = (n % 2 === 0 ? `${HEADER}\n` : '') + new TextDecoder().decode(bytes);
      const roster = new Roster(text);
      roster.advance();
      assert.ok(roster.report().total >= 0);
    }
  });
});
