import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { descendants, runningProcesses } from '../../../scripts/process/processTree.ts';
import { startChild } from '../../../scripts/process/startChild.ts';

// A process that starts another one, tells its number, and takes no notice of a polite request to end.
const PARENT = `
const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
child.once('spawn', () => console.log(child.pid));
setInterval(() => {}, 1000);
`;

const runs = (pid: number): boolean => runningProcesses().some((one) => one.pid === pid);

async function gone(pid: number): Promise<void> {
  while (runs(pid)) await new Promise((done) => setTimeout(done, 20));
}

async function firstNumber(stream: NodeJS.ReadableStream): Promise<number> {
  const line: unknown[] = await once(createInterface(stream), 'line');
  return Number(line[0]);
}

describe('startChild', () => {
  it('ends what its process started too', async () => {
    const child = startChild(process.execPath, ['-e', PARENT], { stdio: ['ignore', 'pipe', 'inherit'] });
    const grandchild = await firstNumber(child.process.stdout!);
    assert.ok(descendants(child.pid).some(({ pid }) => pid === grandchild));
    await child.end();
    await gone(grandchild);
    assert.ok(!runs(child.pid));
  });

  it('says 1 for a program that is not there', async () => {
    const child = startChild('no-such-program-anywhere', [], { stdio: 'ignore' });
    assert.equal(await child.ended, 1);
    await child.end();
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`leaves nothing behind when ${signal} ends us`, async () => {
      const module = new URL('../../../scripts/process/startChild.ts', import.meta.url).href;
      const us = spawn(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `const { startChild } = await import(${JSON.stringify(module)});
          startChild(process.execPath, ['-e', ${JSON.stringify(PARENT)}], { stdio: 'inherit' });`,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const grandchild = await firstNumber(us.stdout);
      us.kill(signal);
      const exit: unknown[] = await once(us, 'exit');
      assert.equal(exit[0], signal === 'SIGTERM' ? 143 : 130);
      await gone(grandchild);
    });
  }
});
