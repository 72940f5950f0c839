import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SampleCampus } from '../../src/features/campus/sampleCampus.ts';
import { openSandbox } from '../campus/sandbox.ts';
import { until } from '../until.ts';

/** The campus that an editor starts for itself, when nobody has named one in the environment. */
describe('the embedded sample campus', () => {
  let folder: string;
  let given: string | undefined;
  const campuses: SampleCampus[] = [];

  const campus = (): SampleCampus => {
    const one = new SampleCampus(join(folder, 'campus'));
    campuses.push(one);
    return one;
  };

  before(async () => {
    given = process.env['LECTERN_CAMPUS'];
    delete process.env['LECTERN_CAMPUS'];
    folder = await mkdtemp(join(tmpdir(), 'lectern-sample-'));
  });

  after(async () => {
    for (const one of campuses) one.dispose();
    if (given !== undefined) process.env['LECTERN_CAMPUS'] = given;
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  it('starts when it is asked for, on loopback, once for all windows, and again after its window closed', async () => {
    const first = campus();
    assert.equal(first.isGiven, false);
    const [address, again] = await Promise.all([first.address(), first.address()]);
    assert.deepEqual(address, again);
    assert.match(address.apiBaseUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.ok((await openSandbox(address.apiBaseUrl).courses()).length >= 3);

    const second = campus();
    assert.deepEqual(await second.address(), address);

    first.dispose();
    const moved = await until('the other window takes over', async () => {
      const next = await second.address();
      return next.apiBaseUrl === address.apiBaseUrl ? undefined : next;
    });
    assert.equal(moved.clientSecret, address.clientSecret, 'its credentials are its own, whatever its port');
    assert.ok((await openSandbox(moved.apiBaseUrl).courses()).length >= 3);
  });
});
