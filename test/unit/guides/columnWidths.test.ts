import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnWidths } from '../../../src/core/guides/pdf/columnWidths.ts';

describe('the widths of columns', () => {
  it('gives each what it would like if all can have it', () => {
    assert.deepEqual(
      columnWidths(
        [
          { word: 10, line: 40 },
          { word: 20, line: 50 },
        ],
        100,
      ),
      [40, 50],
    );
  });

  it('does not break short words for the sake of a long one', () => {
    const [narrow = 0, wide = 0] = columnWidths(
      [
        { word: 30, line: 30 },
        { word: 900, line: 900 },
      ],
      300,
    );
    assert.ok(narrow >= 30 && wide > 200, `${narrow} ${wide}`);
  });

  it('never exceeds the width, and leaves no column without any', () => {
    const need = fc.tuple(
      fc.double({ min: 1, max: 2000, noNaN: true }),
      fc.double({ min: 0, max: 2000, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(need, { minLength: 1, maxLength: 12 }), (pairs) => {
        const widths = columnWidths(
          pairs.map(([word, more]) => ({ word, line: word + more })),
          450,
        );
        assert.ok(widths.reduce((sum, width) => sum + width, 0) <= 450.001);
        assert.ok(widths.every((width) => width > 0));
      }),
    );
  });
});
