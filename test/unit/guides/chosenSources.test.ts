import assert from 'node:assert/strict';
import { chosenSources } from '../../../src/core/guides/chosenSources.ts';

const entry = (name: string, file = `${name}.tar.zst`): { name: string; file: string } => ({ name, file });
const LAB = { id: '0937bbb5235963b1', name: 'Lab 1: Hello, World' };
const DRAFT = { id: 'f00dfeed00000000', name: 'A draft' };

describe('chosenSources', () => {
  for (const [what, found] of [
    ['its name', entry('Lab 1: Hello, World')],
    ['its name without signs and capitals', entry('lab_1_hello_world')],
    ['its name in another Unicode form', entry('Ｌab 1： Hello, World')],
    ['its name and a number', entry('Lab 1: Hello, World (2)')],
    ['its name and the start of its id', entry('Lab 1 Hello World-0937bb')],
    ['its id', entry('0937bbb5235963b1')],
    ['a folder with its id', entry('sources', '0937bbb5235963b1/sources.tar.zst')],
  ] as const)
    it(`finds an assignment by ${what}`, () => {
      const { files, missing } = chosenSources([found, entry('Other')], {
        assignments: [LAB, DRAFT],
        all: false,
      });
      assert.deepEqual([...files], [[found.file, LAB]]);
      assert.deepEqual(missing, [DRAFT]);
    });

  for (const other of ['Lab 1', 'Lab 1: Hello, World 2', 'Lab 1: Hello, World part two', 'World', ''])
    it(`does not take “${other}” for it`, () => {
      assert.equal(chosenSources([entry(other)], { assignments: [LAB], all: false }).files.size, 0);
    });

  it('takes assignments of one name together, because nothing tells them apart', () => {
    const twin = { ...LAB, id: 'another-id-0000' };
    const entries = [entry(LAB.name), entry(`${LAB.name} (2)`)];
    const { files, missing } = chosenSources(entries, { assignments: [LAB, twin], all: false });
    assert.deepEqual(
      [...files.keys()],
      entries.map(({ file }) => file),
    );
    assert.deepEqual(missing, []);
  });

  it('takes everything where everything is wanted, whatever it is called', () => {
    const { files, missing } = chosenSources([entry('x-17')], { assignments: [LAB], all: true });
    assert.deepEqual([...files], [['x-17.tar.zst', undefined]]);
    assert.deepEqual(missing, [LAB]);
  });

  it('tells names apart that are signs only', () => {
    const plus = { id: 'id-1', name: '+++' };
    const minus = { id: 'id-2', name: '---' };
    const { files } = chosenSources([entry('+++')], { assignments: [plus, minus], all: false });
    assert.deepEqual([...files.values()], [plus]);
  });
});
