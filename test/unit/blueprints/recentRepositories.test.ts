import assert from 'node:assert/strict';
import {
  recentRepositories,
  rememberRepository,
} from '../../../src/features/blueprints/recentRepositories.ts';

describe('the files that were fetched before', () => {
  it('have each file of a branch once, however the branch was named', async () => {
    let kept: unknown;
    const memory = {
      keys: () => [],
      get: <T>(_key: string, otherwise?: T): T | undefined => (kept === undefined ? otherwise : (kept as T)),
      update: (_key: string, value: unknown) => Promise.resolve(void (kept = value)),
    };
    const url = 'https://example.org/a/b.git';
    for (const ref of ['v1', 'refs/heads/main', 'HEAD', 'main', undefined])
      await rememberRepository(memory, { url, path: 'a.json', ...(ref !== undefined && { ref }) });
    await rememberRepository(memory, { url, path: 'b.json', ref: 'main' });
    assert.deepEqual(
      recentRepositories(memory).map(({ path, ref }) => `${path} ${ref}`),
      ['b.json main', 'a.json undefined', 'a.json main', 'a.json v1'],
    );
  });
});
