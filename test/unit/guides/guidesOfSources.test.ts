import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assignmentsOfSources, guidesOfSources } from '../../../src/core/guides/guidesOfSources.ts';
import { handmadeZip } from '../archives/handmadeZip.ts';
import { archiveBytes, onePage } from './archiveOf.ts';

describe('the assignments of a sources export', () => {
  const noStop = new AbortController().signal;
  let folder: string;
  let zip: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-sources-'));
    zip = join(folder, 'sources.zip');
    const content = await archiveBytes(onePage('Hello'));
    const names = [
      'Loops.tar.zst',
      '../../outside.tar.zst',
      '/etc/root.tar.zst',
      'C:\\windows\\drive.tar.zst',
      '..\\back.tar.zst',
      'Übung.tar.zst',
      // A name in no encoding that it could be in.
      Buffer.from([0x61, 0xff, 0xfe, ...Buffer.from('.tar.zst')]),
      '../notes.txt',
    ];
    await writeFile(zip, handmadeZip(names.map((name) => ({ name, content }))));
  });
  after(() => rm(folder, { recursive: true }));

  it('are listed whatever a hostile export calls some of them', async () => {
    const found = await assignmentsOfSources(zip, noStop);
    assert.deepEqual(
      found.slice(0, 6).map(({ name }) => name),
      ['Loops', 'outside', 'root', 'drive', 'back', 'Übung'],
    );
    assert.equal(found.length, 7);
  });

  it('have their Guides read, those that are chosen only', async () => {
    const read = async (...[chosen]: [Parameters<typeof guidesOfSources>[2]?]) => {
      const guides: string[] = [];
      for await (const { file, nodes } of guidesOfSources(zip, noStop, chosen))
        guides.push(`${file}: ${nodes.length}`);
      return guides;
    };
    assert.equal((await read()).length, 7);
    const [, hostile] = await assignmentsOfSources(zip, noStop);
    assert.ok(hostile);
    assert.deepEqual(await read(new Map([['Loops.tar.zst', undefined]])), ['Loops.tar.zst: 1']);
    assert.deepEqual(await read(new Map([[hostile.file, undefined]])), ['../../outside.tar.zst: 1']);
  });
});
