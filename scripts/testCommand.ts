import type { Part } from './parts/part.ts';
import { PARTS } from './parts/parts.ts';
import { resultTable, type PartRow } from './parts/resultTable.ts';
import { runPart } from './parts/runPart.ts';
import { say } from './say.ts';

/** `npm test`: every part, also after one that failed; only without a build the rest has nothing to test. */
export async function testCommand(): Promise<void> {
  const rows: PartRow[] = [];
  const parts: Part[] = Object.values(PARTS);
  for (const part of parts) {
    say(`\n=== ${part.name}`);
    const start = performance.now();
    const result = await runPart(part, part === PARTS.build ? ['--production'] : []);
    rows.push({ ...result, name: part.name, seconds: (performance.now() - start) / 1000 });
    if (part === PARTS.build && result.failed > 0) {
      say('The build failed, so the tests were not run.');
      break;
    }
  }
  say(`\n${resultTable(rows)}`);
  process.exit(rows.some(({ failed }) => failed > 0) ? 1 : 0);
}
