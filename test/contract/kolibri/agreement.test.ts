import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpointOf } from './endpointOf.ts';
import { play } from './play.ts';
import { serverUrl, usedEndpoints } from './server.ts';

/** What the real server answers. `LECTERN_KOLIBRI_RECORD=1 npm run test:kolibri` writes it anew. */
const RECORDED = join(import.meta.dirname, '../../fixtures/kolibri-0.19.5/exchanges.json');

const counts = new Map<string, { same: number; of: number }>();

// When all files have run: nothing that the client asks of a server may be left out of the comparison.
after('what the client asked is compared', () => {
  if (counts.size === 0) return;
  assert.deepEqual(
    [...usedEndpoints].filter((endpoint) => !counts.has(endpoint)),
    [],
  );
});

describe('Kolibri: the wire, call by call', () => {
  it('answers as a real Kolibri 0.19.5 does', async function () {
    // A hundred and fifty calls, and three jobs of the server's.
    this.timeout(180_000);
    const played = await play(serverUrl());
    if (process.env['LECTERN_KOLIBRI_RECORD'] !== undefined)
      writeFileSync(RECORDED, `[\n${played.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
    const recorded: unknown = JSON.parse(readFileSync(RECORDED, 'utf8'));
    assert.ok(Array.isArray(recorded));
    const differing: unknown[] = [];
    for (const [at, each] of played.entries()) {
      const count = counts.get(endpointOf(each.do)) ?? { same: 0, of: 0 };
      counts.set(endpointOf(each.do), count);
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
      console.log(
        `      campus and real ${same === of ? 'agree' : 'DIFFER'}: ${endpoint} (${same} of ${of} answers)`,
      );
    assert.deepEqual(differing, []);
    assert.equal(played.length, recorded.length);
  });
});
