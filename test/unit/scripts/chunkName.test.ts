import assert from 'node:assert/strict';
import { chunkName } from '../../../scripts/build/chunkName.ts';

describe('chunkName', () => {
  const named = (...entries: (string | undefined)[]): string[] => {
    const taken = new Set<string>();
    return entries.map((entry) => chunkName(entry, taken));
  };

  it('names a package, wherever its first module lies', () => {
    assert.deepEqual(
      named('node_modules/csv-parse/lib/index.js', 'node_modules/@scope/thing/dist/index.mjs'),
      ['csv-parse', 'scope-thing'],
    );
  });

  it('names a package of a package by the inner one', () => {
    assert.deepEqual(named('node_modules/archiver/node_modules/zip-stream/index.js'), ['zip-stream']);
  });

  it('names a module of ours by its file', () => {
    assert.deepEqual(named('src/core/campus/campus.ts'), ['campus']);
  });

  it('keeps two of a name apart', () => {
    assert.deepEqual(named('src/a/campus.ts', 'src/b/campus.ts', undefined, undefined), [
      'campus',
      'campus-2',
      'shared',
      'shared-2',
    ]);
  });
});
