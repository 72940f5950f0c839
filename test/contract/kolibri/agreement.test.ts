import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { play, type Exchange } from './play.ts';
import { serverUrl } from './server.ts';

/** What the real server answers. `LECTERN_KOLIBRI_RECORD=1 npm run test:kolibri` writes it anew. */
const RECORDED = join(import.meta.dirname, '../../fixtures/kolibri-0.19.5/exchanges.json');

/** `GET /api/auth/facilityuser/:id/`: a step without its names and its query. */
function endpointOf({ do: call }: Exchange): string {
  return call.replace(/\?.*$/, '').replace(/\{\w+\}|\b0{32}\b|\bxyz\b|\bnosuchjob\b/g, ':id');
}

describe('Kolibri: the wire, call by call', () => {
  it('answers as a real Kolibri 0.19.5 does', async () => {
    const played = await play(serverUrl());
    if (process.env['LECTERN_KOLIBRI_RECORD'] !== undefined)
      writeFileSync(RECORDED, `[\n${played.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
    const recorded: unknown = JSON.parse(readFileSync(RECORDED, 'utf8'));
    assert.ok(Array.isArray(recorded));
    const counts = new Map<string, { same: number; of: number }>();
    const differing: unknown[] = [];
    for (const [at, each] of played.entries()) {
      const count = counts.get(endpointOf(each)) ?? { same: 0, of: 0 };
      counts.set(endpointOf(each), count);
      count.of += 1;
      try {
        assert.deepEqual(each, recorded[at]);
        count.same += 1;
      } catch (error) {
        if (!(error instanceof assert.AssertionError)) throw error;
        differing.push({ said: each, real: recorded[at] as unknown });
      }
    }
    for (const [endpoint, { same, of }] of [...counts].sort())
      console.log(`      ${same === of ? 'agrees ' : 'DIFFERS'} ${endpoint} (${same} of ${of})`);
    assert.deepEqual(differing, []);
    assert.equal(played.length, recorded.length);
  });
});
