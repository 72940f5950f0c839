import assert from 'node:assert/strict';
import { completionDate } from '../../../src/core/codio/completionDate.ts';

describe('completionDate', () => {
  const expected = '2024-08-29T09:32:55.000Z';
  for (const [what, value] of [
    ['ISO text', '2024-08-29T09:32:55Z'],
    ['ISO text with milliseconds', '2024-08-29T09:32:55.000Z'],
    ['ISO text with a zone', '2024-08-29T11:32:55+02:00'],
    ['ISO text without a zone, as UTC', '2024-08-29T09:32:55'],
    ['a date and a time with a space, as UTC', '2024-08-29 09:32:55'],
    ['an object of seconds', { seconds: 1724923975 }],
    ['an object of seconds as text and nanos', { seconds: '1724923975', nanos: 0 }],
    ['seconds', 1724923975],
    ['milliseconds', 1724923975000],
    ['seconds as text', '1724923975'],
  ] as const)
    it(`reads ${what}`, () => assert.equal(completionDate(value), expected));

  it('keeps a fraction of a second', () => {
    assert.equal(completionDate({ seconds: 1, nanos: 5e8 }), '1970-01-01T00:00:01.500Z');
  });

  for (const value of [
    undefined,
    null,
    '',
    'yesterday',
    0,
    NaN,
    {},
    { seconds: null },
    { seconds: 0 },
    [],
    true,
  ])
    it(`reads ${JSON.stringify(value)} as no date`, () => assert.equal(completionDate(value), undefined));
});
