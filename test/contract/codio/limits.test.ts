import assert from 'node:assert/strict';
import type { PlatformClient } from '../../../src/core/platform/platformClient.ts';
import { failsWith } from '../../unit/platform/failsWith.ts';
import { placesOf } from './placesOf.ts';
import { startCodioCampus, type CodioCampus } from './startCodioCampus.ts';

const noStop = new AbortController().signal;

describe("the organisation's request limits on the sample campus", () => {
  let campus: CodioCampus;
  let course: string;
  before(async () => {
    campus = await startCodioCampus({ burst: 50 });
    course = (await campus.seed()).courses[0]?.id ?? '';
  });
  beforeEach(async () => {
    await campus.reset();
    campus.slept.length = 0;
  });
  after(() => campus.stop());

  const read = (client: PlatformClient) =>
    placesOf(client, 'student', { kind: 'students', course: { id: course, name: '' } });
  const count = async (status: number): Promise<number> =>
    (await campus.requests()).filter((request) => request.status === status).length;

  it('are never run into by 120 requests at once', async () => {
    const client = campus.client({ requestsPerTenSeconds: 40 });
    await Promise.all(Array.from({ length: 120 }, () => read(client)));
    assert.equal(await count(200), 121, '120 and the token');
    assert.equal(await count(429), 0);
    assert.ok(campus.slept.length > 0);
  });

  it('hold back a client that wants more than they allow', async () => {
    await campus.turn({ burst: 20 });
    const client = campus.client({ requestsPerTenSeconds: 1000 });
    await Promise.all(Array.from({ length: 60 }, () => read(client)));
    assert.equal(await count(200), 61);
    const refused = await count(429);
    assert.ok(refused <= 12, `${refused} refused: the client looks at what is left`);
  });

  for (const resetUnit of ['ns-duration', 'epoch-seconds', 'delta-seconds', 'absent'] as const)
    it(`are waited for as long as needed when somebody else has used them up (${resetUnit})`, async () => {
      await campus.turn({ burst: 10, resetUnit });
      const client = campus.client();
      const other = campus.client();
      await client.check(noStop);
      await other.check(noStop);
      for (let left = other.requestBudget?.()?.burstLeft ?? 0; left > 0; left -= 1) await read(other);
      assert.deepEqual([await count(200), campus.slept.length], [10, 0]);
      await read(client);
      assert.equal(await count(429), 1);
      const waited = campus.slept.reduce((sum, ms) => sum + ms, 0);
      assert.ok(waited > 5000 && waited < 12_500, `${waited} ms for a window of ten seconds`);
    });

  it('stop everything when the day is used up, until there is a new day', async () => {
    const client = campus.client();
    await client.check(noStop);
    assert.equal(client.requestBudget?.()?.dayLeft, 9998);
    await campus.turn({ daily: 2 });
    const many = Array.from({ length: 20 }, () => read(client));
    await Promise.allSettled(many);
    for (const one of many) await failsWith(one, { kind: 'quotaUsedUp' });
    assert.equal(client.requestBudget()?.dayLeft, 0);
    const asked = (await campus.requests()).length;
    assert.ok(asked <= 6, String(asked));
    await failsWith(read(client), { kind: 'quotaUsedUp' });
    assert.equal((await campus.requests()).length, asked, 'nothing is asked for a minute');

    await campus.turn({ daily: 10_000 });
    await campus.pass(61_000);
    await read(client);
    await read(client);
    assert.ok((client.requestBudget()?.dayLeft ?? 0) > 9000);
  });

  it('are asked for again at once when the user wants it', async () => {
    const client = campus.client();
    await campus.turn({ daily: 0 });
    await failsWith(read(client), { kind: 'quotaUsedUp' });
    await campus.turn({ daily: 10_000 });
    await failsWith(read(client), { kind: 'quotaUsedUp' });
    client.forgetBudget?.();
    await read(client);
    assert.ok((client.requestBudget?.()?.dayLeft ?? 0) > 9000);
  });
});
