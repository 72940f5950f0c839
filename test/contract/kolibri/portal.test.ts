import assert from 'node:assert/strict';
import type { DataPortal } from '../../../src/core/platform/dataPortal.ts';
import type { FacilityPlace } from '../../../src/core/platform/place.ts';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { until } from '../../until.ts';
import { failureFrom } from './failureFrom.ts';
import school from './school.json' with { type: 'json' };
import { clientOf, never, placesBelow } from './server.ts';

describe('Kolibri: the data portal', () => {
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
    assert.equal(facility.portal, undefined);
    await portal.register(facility, 'demo-0001', never);
    const daily = { id: `kdp_sync_${facility.id}` };
    const state = await until('the end of the first sync', async () => {
      const now = await portal.check(daily, never);
      return now.step === 'running' ? undefined : now;
    });
    assert.notEqual(state.step, 'running');
    const under = await portal.running(never);
    assert.ok(!under.some(({ task }) => task.id === daily.id), 'it waits for its day');
  });

  it('syncs by hand as a job, which is cleared once it has ended', async () => {
    const task = await portal.sync(facility, never);
    await until('the end of the sync', async () =>
      (await portal.check(task, never)).step === 'running' ? undefined : true,
    );
    await portal.release(task, never);
    assert.deepEqual(await failureFrom(portal.check(task, never)), { kind: 'gone', missing: 'task' });
    // The daily job stays.
    assert.notEqual((await portal.check({ id: `kdp_sync_${facility.id}` }, never)).step, 'running');
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
