import assert from 'node:assert/strict';
import { tickedItems } from '../../../src/host/tickedItems.ts';

type Item = { readonly label: string };

function list(): {
  readonly pick: Parameters<typeof tickedItems<Item>>[0] & { selectedItems: readonly Item[] };
  readonly accept: () => void;
  readonly hide: () => void;
} {
  const [accepts, hides]: (() => void)[][] = [[], []];
  const on = (all: (() => void)[] | undefined) => (listener: () => void) => {
    all?.push(listener);
    return { dispose: () => undefined };
  };
  return {
    pick: {
      value: 'loo',
      placeholder: 'Which?',
      busy: false,
      selectedItems: [],
      onDidAccept: on(accepts),
      onDidHide: on(hides),
    },
    accept: () => accepts?.forEach((listener) => listener()),
    hide: () => hides?.forEach((listener) => listener()),
  };
}

describe('a list with ticks', () => {
  it('stays open when nothing is ticked, and says so where it can be seen', async () => {
    const { pick, accept } = list();
    const chosen = tickedItems(pick, 'Tick one.');
    accept();
    assert.deepEqual([pick.placeholder, pick.value], ['Tick one.', '']);
    pick.selectedItems = [{ label: 'Loops' }];
    accept();
    assert.deepEqual(await chosen, [{ label: 'Loops' }]);
  });

  it('waits for its items, and is nothing when it is closed', async () => {
    const { pick, accept, hide } = list();
    pick.busy = true;
    const chosen = tickedItems(pick, 'Tick one.');
    accept();
    assert.equal(pick.placeholder, 'Which?');
    hide();
    assert.equal(await chosen, undefined);
  });
});
