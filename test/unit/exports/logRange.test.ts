import assert from 'node:assert/strict';
import { dayProblem, lastMonth, latestDay, likelyTermStart } from '../../../src/core/exports/logRange.ts';
import { isDay } from '../../../src/core/platform/isDay.ts';
import { repeatRequest } from '../../../src/core/exports/job/repeatRequest.ts';
import type { DateRange } from '../../../src/core/platform/dateRange.ts';
import type { ExportRequest } from '../../../src/core/platform/exportRequest.ts';

describe('days of logs', () => {
  // Noon, so that the day is the same in most time zones.
  const now = new Date('2026-03-05T12:00:00');

  it('has the calendar month before this one, over a year and in a leap year', () => {
    assert.deepEqual(lastMonth(now), { preset: 'lastMonth', start: '2026-02-01', end: '2026-02-28' });
    assert.equal(lastMonth(new Date('2026-01-31T12:00:00')).start, '2025-12-01');
    assert.equal(lastMonth(new Date('2028-03-31T12:00:00')).end, '2028-02-29');
  });

  it('ends at the later of the two days that it may be', () => {
    const days = [now.toISOString().slice(0, 10), '2026-03-05'];
    assert.ok(days.includes(latestDay(now)));
    const late = new Date('2026-03-05T23:59:00');
    assert.ok(latestDay(late) >= '2026-03-05');
    assert.ok(latestDay(late) >= late.toISOString().slice(0, 10));
  });

  it('guesses when the term began', () => {
    assert.equal(likelyTermStart(now), '2026-02-01');
    assert.equal(likelyTermStart(new Date('2026-01-20T12:00:00')), '2025-09-01');
    assert.equal(likelyTermStart(new Date('2026-11-22T12:00:00')), '2026-09-01');
  });

  it('knows days that the calendar has', () => {
    for (const day of ['2026-03-05', '2028-02-29']) assert.ok(isDay(day), day);
    for (const day of ['2026-02-29', '2026-13-01', '2026-3-5', '05.03.2026', '', '2026-03-05T00:00'])
      assert.ok(!isDay(day), day);
  });

  it('says what is wrong with a typed day', () => {
    const latest = '2026-03-05';
    assert.equal(dayProblem('2026-03-05', { latest }), undefined);
    assert.equal(dayProblem('2026-03-06', { latest }), 'future');
    assert.equal(dayProblem('2026-02-30', { latest }), 'noSuchDay');
    assert.equal(dayProblem('2026-02-30', { latest: '2026-01-01' }), 'noSuchDay');
    assert.equal(dayProblem('5.3.2026', { latest }), 'form');
    assert.equal(dayProblem('2026-03-01', { latest, notBefore: '2026-03-02' }), 'beforeFirst');
    assert.equal(dayProblem('2026-03-02', { latest, notBefore: '2026-03-02' }), undefined);
  });

  it('moves a preset on when the same is asked for again, and nothing else', () => {
    const facility = { id: 'f', name: 'F' };
    const again = (range: DateRange): DateRange => {
      const request = repeatRequest({ kind: 'sessionLogs', facility, range, locale: 'en' }, now);
      assert.ok(request.kind === 'sessionLogs');
      return request.range;
    };
    const old = { start: '2025-09-01', end: '2025-10-01' };
    const today = latestDay(now);
    assert.deepEqual(again({ preset: 'term', ...old }), { preset: 'term', start: old.start, end: today });
    assert.deepEqual(again({ preset: 'all', ...old }), { preset: 'all', start: old.start, end: today });
    assert.deepEqual(again({ preset: 'lastMonth', ...old }), lastMonth(now));
    assert.deepEqual(again({ preset: 'own', ...old }), { preset: 'own', ...old });
    const other: ExportRequest = { kind: 'users', facility, locale: 'en' };
    assert.equal(repeatRequest(other, now), other);
  });
});
