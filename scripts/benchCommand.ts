import { basename, join } from 'node:path';
import { findFiles } from './findFiles.ts';
import { startChild } from './process/startChild.ts';
import { ROOT } from './root.ts';
import { say } from './say.ts';

/** `npm run bench -- <name>`: one bench of test/bench; without a name it lists them. Gives the exit code. */
export async function benchCommand([name, ...args]: readonly string[]): Promise<number> {
  const names = findFiles('test/bench', /\.bench\.ts$/).map((path) => basename(path, '.bench.ts'));
  if (name === undefined || !names.includes(name)) {
    say(`npm run bench -- <name>, where the name is one of: ${names.join(', ')}`);
    return name === undefined ? 0 : 1;
  }
  const script = join(ROOT, `test/bench/${name}.bench.ts`);
  return startChild(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' }).ended;
}
