import assert from 'node:assert/strict';
import { MisspeltClass } from '../../../src/core/roster/snapshot/misspeltClass.ts';
import { isSlip } from '../../../src/core/roster/values/isSlip.ts';
import { fileOf, findingsIn, rowWith, snapshotOf } from './madeRosters.ts';

describe('the class that a misspelt name means', () => {
  it('is told by one slip in a long word', () => {
    for (const [word, meant] of [
      ['nigth', 'night'],
      ['biolgy', 'biology'],
      ['biollogy', 'biology'],
      ['biologi', 'biology'],
      ['fisika', 'fizika'],
      ['физкиа', 'физика'],
    ] as const) {
      assert.ok(isSlip(word, meant), word);
      assert.ok(isSlip(meant, word), word);
    }
  });

  it('is not told where another one may be meant', () => {
    for (const [word, other] of [
      ['night', 'night'],
      ['east', 'fast'],
      ['reading', 'leading'],
      ['red', 'read'],
      ['7a', '7b'],
      ['group1', 'group2'],
      ['nitgh', 'night'],
      ['biologics', 'biology'],
      ['', 'night'],
    ] as const) {
      assert.ok(!isSlip(word, other), `${word} ${other}`);
      assert.ok(!isSlip(other, word), `${other} ${word}`);
    }
  });

  it('has all other words alike, and is the only one', () => {
    const classes = new MisspeltClass(['Night School', 'Biology 10', 'Biology 11', 'Marina A', 'Marian A']);
    assert.equal(classes.meantBy('Nigth School'), 'Night School');
    assert.equal(classes.meantBy('nigth-SCHOOL'), 'Night School');
    assert.equal(classes.meantBy('Biolgy 10'), 'Biology 10');
    assert.equal(classes.meantBy('Biolgy 12'), undefined);
    assert.equal(classes.meantBy('Biology 12'), undefined);
    assert.equal(classes.meantBy('Nigth Shcool'), undefined);
    assert.equal(classes.meantBy('Maria A'), undefined, 'two could be meant');
  });

  it('is found beside the classes of a server, and not without one', () => {
    const snapshot = snapshotOf(undefined, ['Night School']);
    const text = fileOf(rowWith({ ENROLLED_IN: 'Nigth School' }));
    const [finding, ...more] = findingsIn(text, { snapshot }).filter(
      ({ code }) => code === 'class-lookalike',
    );
    assert.deepEqual(
      [finding?.data, more],
      [{ instead: 'Night School', exists: 1, name: 'Nigth School', quoted: 0 }, []],
    );
    assert.deepEqual(findingsIn(text), []);
  });
});
