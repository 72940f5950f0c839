import assert from 'node:assert/strict';
import type { DataPortal, SyncStage, SyncState } from '../../../src/core/platform/dataPortal.ts';
import type { TaskRef } from '../../../src/core/platform/exportPort.ts';
import type { FacilityPlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { until } from '../../until.ts';
import { failureFrom } from '../../failureFrom.ts';
import { markRegistered } from './markRegistered.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, never, placesBelow } from './server.ts';

/** In the order in which a sync goes through them. */
const STAGES: readonly SyncStage[] = [
  'waiting',
  'connecting',
  'receiving',
  'preparing',
  'sending',
  'finishing',
];
/** A sync of the real server takes some ten seconds, for it waits between its questions. */
const PATIENCE_MS = 100_000;

describe('Kolibri: the data portal', function () {
  this.timeout(120_000);
  let client: PlatformClient;
  let portal: DataPortal;
  let facility: FacilityPlace;

  before(async () => {
    client = clientOf(school.superuser);
    assert.ok(client.portal);
    portal = client.portal;
    const facilities = await placesBelow(client, undefined, 'facility');
    facility = facilities.find(({ name }) => name === school.otherFacility.name)!;
  });
  after(() => client.close());

  /** Follows a sync to its end. */
  const followed = async (
    task: TaskRef,
  ): Promise<{ readonly state: SyncState; readonly stages: readonly SyncStage[] }> => {
    const stages: SyncStage[] = [];
    const state = await until(
      'the end of the sync',
      async () => {
        const now = await portal.check(task, never);
        if (now.step !== 'running') return now;
        if (stages.at(-1) !== now.progress.stage) stages.push(now.progress.stage);
        return undefined;
      },
      PATIENCE_MS,
    );
    return { state, stages };
  };

  it('names the project of a token, with and without its dash', async () => {
    assert.equal(await portal.project('demo-0001', never), 'Lakeside Schools');
    assert.equal(await portal.project(' demo0001 ', never), 'Lakeside Schools');
  });

  it('knows a bad token, when it is checked and when it is used', async () => {
    const badToken = { kind: 'portal', problem: 'badToken' };
    assert.deepEqual(await failureFrom(portal.project('nobody-s', never)), badToken);
    assert.deepEqual(await failureFrom(portal.register(facility, 'nobody-s', never)), badToken);
  });

  it('says what the portal has against a facility', async () => {
    const failure = await failureFrom(portal.register(facility, 'taken', never));
    assert.deepEqual(failure, { kind: 'badInput', detail: 'ALREADY_REGISTERED' });
  });

  it('registers a facility; the server syncs it by itself, once a day', async () => {
    assert.equal(facility.portal, false);
    await portal.register(facility, 'demo-0001', never);
    const daily = { id: `kdp_sync_${facility.id}` };
    const { state, stages } = await followed(daily);
    assert.ok(state.step === 'done', JSON.stringify(state));
    assert.ok(state.progress.sent > 0 && state.progress.received > 0, JSON.stringify(state.progress));
    console.log(`      stages of a sync: ${stages.join(', ')}; ${state.progress.sent} bytes sent`);
    // A machine that is busy may miss stages, yet none comes before an earlier one but "connecting", which comes twice.
    const places = stages.filter((stage) => stage !== 'connecting').map((stage) => STAGES.indexOf(stage));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    const { running, registered } = await portal.standing(never);
    assert.ok(!running.some(({ task }) => task.id === daily.id), 'it waits for its day');
    assert.ok(registered.includes(facility.id), 'whoever asks: the server knows of the registration');
  });

  it('syncs by hand as a job, which is cleared once it has ended', async () => {
    await markRegistered(facility.id, school.otherFacility.head);
    const task = await portal.sync(facility, never);
    const { state } = await followed(task);
    assert.ok(state.step === 'done', JSON.stringify(state));
    await portal.release(task, never);
    assert.deepEqual(await failureFrom(portal.check(task, never)), { kind: 'gone', missing: 'task' });
    // The daily job stays.
    assert.notEqual((await portal.check({ id: `kdp_sync_${facility.id}` }, never)).step, 'running');
  });

  it('shows a registered facility with the time of its last successful sync', async () => {
    const known = (await placesBelow(client, undefined, 'facility')).find(({ id }) => id === facility.id);
    assert.ok(known?.portal, 'the server knows it as registered from its first sync on');
    assert.ok(!Number.isNaN(Date.parse(known.syncs.syncedAt ?? '')), JSON.stringify(known.syncs));
    assert.equal(known.syncs.failedAt, undefined);
  });

  it('is for administrators of the facility', async () => {
    const stranger = clientOf(school.staff[0]!);
    assert.ok(stranger.portal);
    assert.deepEqual(await failureFrom(stranger.portal.sync(facility, never)), {
      kind: 'forbidden',
      needs: 'facilityAdmin',
    });
    await stranger.close();
  });
});
