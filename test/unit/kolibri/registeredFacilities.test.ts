import assert from 'node:assert/strict';
import { RegisteredFacilities } from '../../../src/features/portal/registeredFacilities.ts';
import { keptValues } from './keptValues.ts';

describe('facilities that were registered with a data portal', () => {
  const store = keptValues();
  const { values } = store;
  const at = '2026-03-05T12:00:00.000Z';
  afterEach(() => values.clear());

  it('are known after a restart, of this connection only', async () => {
    await new RegisteredFacilities(store).add('c1', 'f1', at);
    await new RegisteredFacilities(store).add('c1', 'f2', at);
    const again = new RegisteredFacilities(store);
    assert.ok(again.has('c1', 'f1') && again.has('c1', 'f2'));
    assert.ok(!again.has('c2', 'f1'));
  });

  it('stand once each, as connection, facility and time', async () => {
    const registered = new RegisteredFacilities(store);
    await registered.add('c1', 'f1', '2026-01-01T00:00:00.000Z');
    await registered.add('c1', 'f1', at);
    assert.deepEqual([...values.values()], [[{ connectionId: 'c1', facilityId: 'f1', at }]]);
  });

  it('go with their connection', async () => {
    const registered = new RegisteredFacilities(store);
    await registered.add('c1', 'f1', at);
    await registered.add('c2', 'f1', at);
    await registered.forget('c1');
    const again = new RegisteredFacilities(store);
    assert.ok(!again.has('c1', 'f1') && again.has('c2', 'f1'));
  });

  it('are none where the memory holds something else', () => {
    values.set('lectern.portal.registered', [{ connectionId: 1 }]);
    assert.ok(!new RegisteredFacilities(store).has('c1', 'f1'));
  });
});
