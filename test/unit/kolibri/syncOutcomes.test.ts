import assert from 'node:assert/strict';
import type { FacilityPlace } from '../../../src/core/platform/place.ts';
import type { SyncOutcome } from '../../../src/features/portal/portalNews.ts';
import { SyncOutcomes } from '../../../src/features/portal/syncOutcomes.ts';
import { keptValues } from './keptValues.ts';
import '../withoutEditor.ts';

const EARLY = '2026-03-05T12:00:00.000Z';
const SOON = '2026-03-05T12:00:20.000Z';
const LATE = '2026-03-05T13:00:00.000Z';
const OFFLINE: SyncOutcome = { at: EARLY, failure: { kind: 'portal', problem: 'offline' } };

describe('how the syncs of facilities have ended', () => {
  const store = keptValues();
  const { values } = store;
  afterEach(() => values.clear());

  it('is known after a restart, with its reason or its bytes, the last one of each facility', async () => {
    const done: SyncOutcome = { at: LATE, progress: { stage: 'finishing', sent: 5, received: 7 } };
    const before = new SyncOutcomes(store);
    await before.put('c1', 'f1', done);
    await before.put('c1', 'f1', OFFLINE);
    await before.put('c1', 'f2', done);
    const after = new SyncOutcomes(store);
    assert.deepEqual(after.of('c1', 'f1'), OFFLINE);
    assert.deepEqual(after.of('c1', 'f2'), done);
    assert.equal(after.of('c2', 'f1'), undefined);
  });

  it('goes with its connection, and is unknown where the memory holds something else', async () => {
    await new SyncOutcomes(store).put('c1', 'f1', OFFLINE);
    await new SyncOutcomes(store).forget('c1');
    assert.equal(new SyncOutcomes(store).of('c1', 'f1'), undefined);
    values.set('lectern.portal.outcomes', [{ connectionId: 'c1', facilityId: 'f1', at: 1 }]);
    assert.equal(new SyncOutcomes(store).of('c1', 'f1'), undefined);
  });

  it('is said with its sentence until the server has recorded a later sync', async () => {
    const { portalLines, portalShort, isSyncFailed } =
      await import('../../../src/features/portal/portalText.ts');
    const said = (syncs: FacilityPlace['syncs'], ended: SyncOutcome): readonly (string | boolean)[] => [
      isSyncFailed({ portal: true, syncs }, { ended }),
      portalShort({ portal: true, syncs }, { ended }) ?? '',
      portalLines({ portal: true, syncs }, { ended }).at(-1) ?? '',
    ];
    for (const syncs of [{}, { failedAt: SOON }, { syncedAt: '2026-03-04T12:00:00.000Z' }]) {
      const [isFailed, short, line] = said(syncs, OFFLINE);
      assert.equal(isFailed, true);
      assert.equal(short, 'sync failed');
      assert.match(String(line), /^Sync failed .*: .*portal/);
    }
    assert.match(String(said({ failedAt: LATE }, OFFLINE)[2]), /^Last sync failed/);
    assert.equal(said({ failedAt: SOON, syncedAt: LATE }, OFFLINE)[0], false);
    assert.equal(said({ failedAt: LATE }, { at: EARLY })[0], true);
    assert.equal(said({ failedAt: EARLY }, { at: LATE })[0], false);
  });

  it('is told in one message: which could not be synced, why, and which are', async () => {
    const { syncReport } = await import('../../../src/features/portal/syncReport.ts');
    const done: SyncOutcome = { at: LATE, progress: { stage: 'finishing', sent: 2000, received: 7 } };
    const named = (
      name: string,
      ended: SyncOutcome,
    ): [{ id: string; name: string }, { ended: SyncOutcome }] => [{ id: name, name }, { ended }];
    const mixed = syncReport([named('Hill', done), named('Lake', OFFLINE), named('Moor', done)]);
    assert.equal(mixed?.isFailure, true);
    assert.match(mixed.text, /^Lake could not be synced\. .*portal.* Synced: Hill and Moor \(.+ sent\)\.$/);
    const two = syncReport([named('Hill', OFFLINE), named('Lake', OFFLINE)]);
    assert.match(two?.text ?? '', /^Hill and Lake could not be synced\. /);
    assert.ok(!two?.text.includes('Synced'));
    const many = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => named(name, OFFLINE));
    assert.match(syncReport(many)?.text ?? '', /^A, B, C, D, and 3 more could not/);
    assert.match(syncReport([named('Hill', done)])?.text ?? '', /^Hill is synced/);
    assert.match(
      syncReport([named('Hill', done), named('Lake', done)])?.text ?? '',
      /^2 facilities are synced/,
    );
    assert.equal(syncReport([named('Hill', { at: LATE, failure: { kind: 'cancelled' } })]), undefined);
  });
});
