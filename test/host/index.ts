import { suites } from 'lectern:host-tests';
import { countTests } from '../../scripts/mocha/countTests.ts';

/** Called by VS Code's extension host: runs every test file of this folder. */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    color: false,
    forbidOnly: true,
    forbidPending: true,
  });
  // Defines describe and it; a test file may be read only after that.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const suite of suites) suite();
  await new Promise<void>((done, fail) => {
    const runner = mocha.run((failures) => {
      if (failures === 0) done();
      else fail(new Error(`${failures} tests failed inside VS Code.`));
    });
    countTests(runner);
  });
}
