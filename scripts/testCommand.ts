import { availableParallelism } from 'node:os';
import type { Part, PartResult } from './parts/part.ts';
import { PARTS } from './parts/parts.ts';
import { resultTable, type PartRow } from './parts/resultTable.ts';
import { runApart } from './parts/runApart.ts';
import { runPart } from './parts/runPart.ts';
import { say } from './say.ts';

/** What the others need. */
const FIRST: readonly Part[] = [PARTS.build, PARTS.package];
/** A browser, an editor and servers at once: these want the machine for themselves. */
const LAST: readonly Part[] = [PARTS.e2e];
/** How many parts run side by side, where there are as many cores. */
const ABREAST = 2;

/**
 * `npm test`: every part, also after one that failed; only without a build the rest has nothing to test. Parts that do not mind
 * company run side by side, each in a process of its own.
 */
export async function testCommand(): Promise<void> {
  const rows = new Map<Part, PartRow>();
  const timed = async (part: Part, run: () => Promise<PartResult>): Promise<PartResult> => {
    const start = performance.now();
    const result = await run();
    rows.set(part, { ...result, name: part.name, seconds: (performance.now() - start) / 1000 });
    return result;
  };
  const oneByOne = async (parts: readonly Part[]): Promise<boolean> => {
    for (const part of parts) {
      say(`\n=== ${part.name}`);
      const { failed } = await timed(part, () => runPart(part, part === PARTS.build ? ['--production'] : []));
      if (failed > 0 && part === PARTS.build) return false;
    }
    return true;
  };
  const all: readonly Part[] = Object.values(PARTS);
  if (await oneByOne(FIRST)) {
    const rest = all.filter((part) => !FIRST.includes(part) && !LAST.includes(part));
    const lane = async (): Promise<void> => {
      for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
        const next = part;
        say(`... ${next.name} begins`);
        await timed(next, () => runApart(next));
      }
    };
    await Promise.all(Array.from({ length: Math.min(ABREAST, availableParallelism()) }, lane));
    await oneByOne(LAST);
  } else say('The build failed, so the tests were not run.');
  const done = all.flatMap((part) => rows.get(part) ?? []);
  say(`\n${resultTable(done)}`);
  process.exit(done.some(({ failed }) => failed > 0) ? 1 : 0);
}
