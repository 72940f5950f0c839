import assert from 'node:assert/strict';
import { lineAt } from '../../../../src/core/roster/run/lineAt.ts';

describe('the lines of a text', () => {
  it('are counted by every line end, also within a quoted cell', () => {
    const text = 'head\r\na,"b\nc"\r\nd\re';
    const lineOf = lineAt(text);
    assert.deepEqual(
      ['head', 'a,', 'c"', 'd', 'e'].map((part) => lineOf(text.lastIndexOf(part))),
      [1, 2, 3, 4, 5],
    );
  });
});
