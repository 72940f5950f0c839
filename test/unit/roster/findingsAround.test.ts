import assert from 'node:assert/strict';
import { findingAfter, findingsAround } from '../../../src/core/roster/findings/findingsAround.ts';
import { findingKinds } from '../../../src/core/roster/findings/findingKinds.ts';
import type { Finding } from '../../../src/core/roster/findings/finding.ts';
import { Roster } from '../../../src/core/roster/roster.ts';
import { fileOf, rowWith } from './madeRosters.ts';

/** Long enough for several blocks, with findings of all kinds here and there, and none in the middle. */
function longRoster(): Roster {
  const rows = Array.from({ length: 6_000 }, (_, at) => {
    const cells = { USERNAME: `u${at % 1_700 === 5 ? 5 : at}` };
    if (at > 2_000 && at < 4_000) return rowWith({ USERNAME: `u${at}` });
    if (at % 7 === 0) return rowWith({ ...cells, FULL_NAME: ' N ', USER_TYPE: 'teacher' });
    if (at % 11 === 0) return rowWith({ ...cells, ENROLLED_IN: at % 2 === 0 ? 'Bio' : 'bio' });
    return rowWith({ ...cells, ...(at % 500 === 1 && { IDENTIFIER: '0042' }) });
  });
  const roster = new Roster(fileOf(...rows));
  roster.advance();
  return roster;
}

describe('findings of a part of a file', () => {
  const roster = longRoster();
  const all = [...roster.report().findings].sort((a, b) => a.start - b.start);
  const keyOf = (finding: Finding): string => JSON.stringify(finding);
  const places = [0, 1, 50, 5_000, 60_000, 120_000, 180_000, roster.length - 40, roster.length];

  it('are those that touch it', () => {
    assert.ok(all.length > 1_000 && roster.parts.blocks.length > 5);
    for (const start of places) {
      for (const length of [0, 10, 3_000, 70_000]) {
        const end = Math.min(start + length, roster.length);
        const expected = all.filter((one) => one.end >= start && one.start <= end);
        const { findings } = findingsAround(roster, { start, end }, 0);
        assert.deepEqual(findings.map(keyOf), expected.map(keyOf), `${start} to ${end}`);
      }
    }
  });

  it('are, with more on both sides, all that there are in a window', () => {
    for (const start of places) {
      const end = Math.min(start + 2_000, roster.length);
      const window = findingsAround(roster, { start, end }, 100);
      assert.ok(window.start <= start && window.end >= end);
      const before = all.filter((one) => one.end < start).slice(-100);
      const after = all.filter((one) => one.start > end).slice(0, 100);
      const touching = all.filter((one) => one.end >= start && one.start <= end);
      assert.deepEqual(window.findings.map(keyOf), [...before, ...touching, ...after].map(keyOf));
      // Nothing else is in the window.
      const within = all.filter((one) => one.start > window.start && one.end < window.end).map(keyOf);
      const listed = new Set(window.findings.map(keyOf));
      assert.deepEqual(
        within.filter((one) => !listed.has(one)),
        [],
      );
    }
  });

  it('are there in a file with nothing in it', () => {
    for (const text of ['', '\ufeff', ' \n']) {
      const empty = new Roster(text);
      empty.advance();
      assert.equal(
        findingsAround(empty, { start: 0, end: text.length }, 0).findings.length,
        1,
        JSON.stringify(text),
      );
      assert.equal(findingAfter(empty, 0, () => true)?.severity, 'error');
    }
  });

  it('are gone through one after the other, and from the first again', () => {
    const starts: number[] = [];
    let at = -1;
    for (let next = findingAfter(roster, at, () => true); next !== undefined && next.start > at;) {
      starts.push((at = next.start));
      next = findingAfter(roster, at, () => true);
    }
    assert.deepEqual(starts, [...new Set(all.map(({ start }) => start))]);
    assert.equal(findingAfter(roster, roster.length, () => true)?.start, starts[0]);
    assert.equal(
      findingAfter(roster, 0, () => false),
      undefined,
    );
    const good = new Roster(fileOf(rowWith({})));
    good.advance();
    assert.equal(
      findingAfter(good, 0, () => true),
      undefined,
    );
  });

  it('are counted by their kind, with the first of each', () => {
    const steps = findingKinds(roster);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    const codes = new Set(all.map(({ code }) => code));
    assert.deepEqual(
      step.value.map(({ code, count, first }) => [code, count, first.start]),
      [...codes].map((code) => {
        const these = all.filter((one) => one.code === code);
        return [code, these.length, these[0]?.start];
      }),
    );
  });
});
