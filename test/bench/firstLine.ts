import { createInterface } from 'node:readline';
import type { Child } from '../../scripts/process/startChild.ts';

/** The first line that a program prints; fails when it ends without one. */
export async function firstLine(child: Child): Promise<string> {
  const { stdout } = child.process;
  if (stdout === null) throw new Error('The program has no output.');
  const lines = createInterface(stdout);
  return new Promise((done, fail) => {
    lines.once('line', done);
    lines.once('close', () => fail(new Error('The program ended without a word.')));
  });
}
