import assert from 'node:assert/strict';
import type { CheckState } from '../../../src/core/roster/run/importRun.ts';
import { PreviewRun } from '../../../src/features/importPreview/previewRun.ts';

describe('a check that a preview follows', () => {
  it('loses none that is asked for while the one before puts its things away', async () => {
    let putAway = (): void => undefined;
    const away = new Promise<void>((done) => {
      putAway = done;
    });
    const begun: string[] = [];
    const run = new PreviewRun(() => undefined);
    async function* check(name: string, end: Promise<void>): AsyncGenerator<CheckState> {
      begun.push(name);
      yield { kind: 'agrees', rows: 2 };
      await end;
    }
    const first = run.follow(() => check('first', away), false);
    const meanwhile = run.follow(() => check('meanwhile', away), false);
    await meanwhile;
    while (run.isUnderWay()) await Promise.resolve();
    const second = run.follow(() => check('second', Promise.resolve()), false);
    assert.deepEqual(begun, ['first'], 'one at a time');
    putAway();
    await Promise.all([first, second]);
    assert.deepEqual(begun, ['first', 'second']);
    assert.equal(run.state.kind, 'agreed');
    assert.equal(run.isRunning(), false);
  });
});
