import assert from 'node:assert/strict';
import { afterImport } from '../../../../src/core/roster/plan/afterImport.ts';
import { Roster } from '../../../../src/core/roster/roster.ts';
import { indexSnapshot } from '../../../../src/core/roster/snapshot/snapshotIndex.ts';
import { ANN, fileOf, rowWith, snapshotOf, userOf } from '../madeRosters.ts';
import { planOf } from './planOf.ts';

/** The text after the edits of {@link afterImport}. */
function kept(text: string, snapshot = snapshotOf(), written: ReadonlySet<number> = new Set([1, 2])): string {
  const roster = new Roster(text, { snapshot });
  roster.advance();
  const edits = afterImport(roster.parts, indexSnapshot(snapshot), written);
  return [...edits]
    .reverse()
    .reduce((now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end), text);
}

describe('a users file after its import', () => {
  const id = 'e'.repeat(32);

  it('holds no password, and the database IDs of those who were new', () => {
    const zoe = userOf(id, 'Zoe', { fullName: 'Zoe Zed' });
    const text = `\ufeff${fileOf(
      rowWith({ UUID: ANN, USERNAME: 'ann', PASSWORD: '"new, ""one"""', FULL_NAME: 'ann' }),
      '',
      rowWith({ USERNAME: 'zoe', PASSWORD: 'secret' }),
    )}`;
    assert.equal(
      kept(text, snapshotOf([...snapshotOf().users, zoe])),
      `\ufeff${fileOf(
        rowWith({ UUID: ANN, USERNAME: 'ann', PASSWORD: '"*"', FULL_NAME: 'ann' }),
        '',
        rowWith({ UUID: id, USERNAME: 'zoe', PASSWORD: '*' }),
      )}`,
    );
  });

  it('asks for nothing more', () => {
    const text = fileOf(rowWith({}));
    const snapshot = snapshotOf([userOf(id, 'zoe', { fullName: 'Zoe Zed' })]);
    const before = planOf(text, snapshot);
    assert.deepEqual([before.problems, before.changes, before.counts.there], [[], [], 1]);
    const plan = planOf(kept(text, snapshot), snapshot);
    assert.deepEqual([plan.problems, plan.changes, plan.counts.unchanged], [[], [], 1]);
  });

  it('keeps the password of a row that was not written, by its number among the rows with content', () => {
    const zoe = userOf(id, 'zoe', { fullName: 'Zoe Zed' });
    const rows = (one: string, two: string): string =>
      fileOf(
        rowWith({ UUID: ANN, USERNAME: 'ann', PASSWORD: one, FULL_NAME: 'ann' }),
        '',
        rowWith({ USERNAME: 'zoe', PASSWORD: two }),
      );
    const text = rows('first', 'second');
    const snapshot = snapshotOf([...snapshotOf().users, zoe]);
    assert.equal(kept(text, snapshot, new Set([1])), rows('*', 'second'));
    assert.equal(kept(text, snapshot, new Set()), text);
  });

  it('gives nobody the ID of a user who is gone, and leaves `*` alone', () => {
    const text = fileOf(rowWith({ USERNAME: 'ghost', PASSWORD: '*' }));
    assert.equal(kept(text), text);
  });
});
