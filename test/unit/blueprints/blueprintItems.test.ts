import assert from 'node:assert/strict';
import { readBlueprints } from '../../../src/core/blueprints/file/readBlueprints.ts';
import '../withoutEditor.ts';

/** The rows of the preview as a person reads them. */
async function rows(file: unknown, taken: readonly string[] = []): Promise<readonly string[]> {
  const { blueprintItems } = await import('../../../src/features/blueprints/blueprintItems.ts');
  const read = await readBlueprints(Buffer.from(JSON.stringify(file)));
  return (await blueprintItems(read, taken)).map(
    ({ label, description, detail, blueprint }) =>
      `${blueprint ? '[x]' : '[ ]'} ${[label, description, detail].filter(Boolean).join(' | ')}`,
  );
}

describe('the rows of the preview of blueprints', () => {
  it('are all entries of the file, those that are no blueprints too', async () => {
    assert.deepEqual(await rows([{ name: 'One', content: '# One' }, 7, { content: 'no name' }, ['x']]), [
      '[x] One | One',
      '[ ] $(circle-slash) Entry 2 | no blueprint | 7',
      '[x] Blueprint 3 | $(warning) It has no name. · no name',
      '[ ] $(circle-slash) Entry 4 | no blueprint | ["x"]',
    ]);
    assert.deepEqual(await rows({ version: 1, One: { content: '# One' } }), [
      '[ ] $(circle-slash) Entry 1 | no blueprint | "version":1',
      '[x] One | One',
    ]);
  });

  it('say of each one that shares a name that it does', async () => {
    assert.deepEqual(
      await rows([
        { name: 'A', content: 'a' },
        { name: 'A ', content: 'b' },
        { name: 'B', content: 'c' },
      ]),
      [
        '[x] A | $(warning) Blueprint 2 has the same name, “A”; both will exist. · a',
        '[x] A  | $(warning) Blueprint 1 has the same name, “A ”; both will exist. · b',
        '[x] B | c',
      ],
    );
    const many = await rows(Array.from({ length: 300 }, () => ({ name: 'A', content: 'a' })));
    assert.equal(many.length, 300);
    for (const row of many) assert.match(row, /300 blueprints have the same name, “A”/);
  });

  it('say which names the course has already, one without a name never', async () => {
    assert.deepEqual(await rows([{ name: 'A', layout: '1-panel' }, { content: 'b' }], ['A', '']), [
      '[x] A | in the course already: both will exist · 1-panel | $(warning) It has no content.',
      '[x] Blueprint 2 | $(warning) It has no name. · b',
    ]);
  });

  it('say where letters are lost', async () => {
    assert.deepEqual(
      await rows([
        { name: 'A', content: '\u00dcbung' },
        { name: '\ufffdbung', content: 'b' },
      ]),
      [
        '[x] A | \u00dcbung',
        '[x] \ufffdbung | $(warning) Letters are lost: “\ufffd” stands in their place. · b',
      ],
    );
  });

  it('show of the content what a reader sees: what stands for an image, and an address without brackets', async () => {
    const content =
      '# Week **1**\n\n![A map](https://example.org/map.png), see <https://example.org/a> or [here](x).\n\n* `a < b`\n';
    const unseen = '![](https://example.org/x.png)';
    assert.deepEqual(
      await rows([
        { name: 'A', content },
        { name: 'B', content: unseen },
      ]),
      ['[x] A | Week 1 A map, see https://example.org/a or here. a < b', `[x] B | ${unseen}`],
    );
  });

  it('show no character that turns or hides what is read', async () => {
    const [row = ''] = await rows([
      { name: 'a\u202egnp.js\u2066', content: 'x\u202ey', layout: '$(gear)\u200f' },
    ]);
    assert.equal(row, '[x] a\ufffdgnp.js\ufffd | \\$(gear)\ufffd | x\ufffdy');
  });
});
