import assert from 'node:assert/strict';
import { readBlueprints } from '../../../src/core/blueprints/file/readBlueprints.ts';
import type { BlueprintItem } from '../../../src/features/blueprints/blueprintItems.ts';
import type { Choice } from '../../../src/features/blueprints/chooseBlueprints.ts';
import { until } from '../../until.ts';
import { window } from '../editorStandIn.ts';
import '../withoutEditor.ts';

const FILE = '[{"name": "One", "content": "1"}, 7, {"name": "Two", "content": "2"}]';
const COUNT = 'The course has 2 blueprints; nothing is overwritten';

/** The list as the editor shows it, and what a person does to it. */
type Shown = {
  title: string;
  placeholder: string;
  value: string;
  busy: boolean;
  items: readonly BlueprintItem[];
  selectedItems: readonly BlueprintItem[];
  /** Ticks those of these labels and no others, be they in sight or not. */
  tick(...labels: readonly string[]): void;
  accept(): void;
  hide(): void;
};

function showing(): Shown {
  const [selections, accepts, hides]: ((items: readonly BlueprintItem[]) => void)[][] = [[], [], []];
  const on = (all: typeof selections) => (listener: (items: readonly BlueprintItem[]) => void) => {
    all?.push(listener);
    return { dispose: () => undefined };
  };
  const tell = (all: typeof selections, items: readonly BlueprintItem[] = []): void =>
    all?.forEach((listener) => listener(items));
  const pick = {
    title: '',
    placeholder: '',
    value: '',
    busy: false,
    items: [] as readonly BlueprintItem[],
    selectedItems: [] as readonly BlueprintItem[],
    onDidChangeSelection: on(selections),
    onDidAccept: on(accepts),
    onDidHide: on(hides),
    onDidTriggerButton: on([]),
    onDidTriggerItemButton: on([]),
    show: () => undefined,
    dispose: () => undefined,
    tick(...labels: readonly string[]) {
      pick.selectedItems = pick.items.filter(({ label }) => labels.includes(label));
      tell(selections, pick.selectedItems);
    },
    accept: () => tell(accepts),
    hide: () => tell(hides),
  };
  window.createQuickPick = () => pick;
  return pick;
}

describe('choosing blueprints', () => {
  let shown: Shown;
  let choice: Promise<Choice>;

  beforeEach(async () => {
    shown = showing();
    const { chooseBlueprints } = await import('../../../src/features/blueprints/chooseBlueprints.ts');
    const loaded = { name: 'a.json', file: await readBlueprints(Buffer.from(FILE)) };
    const documents = {
      show: () => Promise.resolve(),
      showBelow: () => Promise.resolve(),
      closeBelow: () => Promise.resolve(),
    };
    choice = chooseBlueprints({
      title: 'a.json into CS 101',
      loaded,
      known: { names: ['A', 'B'] },
      documents,
      ticked: undefined,
    });
    // The rows are made of Markdown, by a parser that is loaded first.
    await until('the rows', () => shown.items.length > 0 || undefined);
  });

  it('says how many are ticked, those too that a search hides, and takes them', async () => {
    assert.equal(shown.title, 'a.json into CS 101 · 2 ticked');
    shown.value = 'one';
    shown.tick('One', 'Two');
    assert.equal(shown.title, 'a.json into CS 101 · 2 ticked');
    shown.accept();
    assert.deepEqual(await choice, { accepted: true, chosen: new Set([0, 2]) });
  });

  it('wants one at least, and says so until there is one', async () => {
    assert.equal(shown.placeholder, COUNT);
    shown.tick();
    assert.equal(shown.title, 'a.json into CS 101 · 0 ticked');
    shown.value = 'three';
    shown.accept();
    // What is searched for would hide the sentence.
    assert.deepEqual([shown.placeholder, shown.value], ['Tick at least one blueprint.', '']);
    shown.tick('Two');
    assert.equal(shown.placeholder, COUNT);
    shown.accept();
    assert.deepEqual(await choice, { accepted: true, chosen: new Set([2]) });
  });

  it('takes no tick of what is no blueprint, and keeps the others when it is closed', async () => {
    shown.tick('One', '$(circle-slash) Entry 2');
    assert.deepEqual(
      shown.selectedItems.map(({ label }) => label),
      ['One'],
    );
    shown.hide();
    assert.deepEqual(await choice, { accepted: false, chosen: new Set([0]) });
  });
});
