import { writeFileSync } from 'node:fs';
import { benchCommand } from './benchCommand.ts';
import type { Part } from './parts/part.ts';
import { PARTS } from './parts/parts.ts';
import { RESULT_FILE } from './parts/runApart.ts';
import { runPart } from './parts/runPart.ts';
import { say } from './say.ts';

/** The parts that others need before they can run. */
const BEFORE: Readonly<Record<string, readonly Part[]>> = {
  browser: [PARTS.build],
  host: [PARTS.build],
  oldest: [PARTS.build],
  desktop: [PARTS.build],
  package: [PARTS.build],
  e2e: [PARTS.build, PARTS.package],
};

async function namedPart(name: string): Promise<Part | undefined> {
  const parts: Readonly<Record<string, Part>> = PARTS;
  if (name !== 'desktop') return parts[name];
  const { desktopPart } = await import('./parts/desktopPart.ts');
  return desktopPart;
}

/** `npm run test:unit` and the like: one part of `npm test`, with what it needs before it, unless `npm test` has seen to that. */
export async function runCommand([name = '', ...args]: readonly string[]): Promise<void> {
  if (name === 'bench') process.exit(await benchCommand(args));
  const part = await namedPart(name);
  if (part === undefined) {
    say(
      `run.mjs <part>, where the part is one of: ${[...Object.keys(PARTS), 'desktop', 'bench'].join(', ')}`,
    );
    process.exit(1);
  }
  const resultFile = process.env[RESULT_FILE];
  if (resultFile !== undefined) {
    writeFileSync(resultFile, JSON.stringify(await runPart(part, args)));
    process.exit(0);
  }
  for (const before of BEFORE[name] ?? []) {
    const { failed } = await runPart(before, before === PARTS.build ? ['--production'] : []);
    if (failed > 0) process.exit(1);
  }
  const { failed } = await runPart(part, args);
  process.exit(failed > 0 ? 1 : 0);
}
