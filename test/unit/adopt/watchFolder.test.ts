import assert from 'node:assert/strict';
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watchFolder } from '../../../src/core/adopt/watchFolder.ts';
import { failsWith } from '../platform/failsWith.ts';
import { scratchFolder } from '../exports/scratch.ts';

/** What happens in the folder between two looks. */
type Step = () => Promise<unknown>;

describe('watching a folder', () => {
  const folder = scratchFolder();
  const at = (name: string): string => join(folder(), name);

  /** Watches while the steps happen, one a look; time passes with the looks. Answers what was asked about, and what came of it. */
  const watch = async (
    steps: readonly Step[],
    wanted: (path: string) => boolean,
    looks = steps.length + 5,
  ): Promise<{ readonly found: string | undefined; readonly asked: readonly string[] }> => {
    const asked: string[] = [];
    const left = [...steps];
    let now = 0;
    const found = await watchFolder({
      folder: folder(),
      wants: (path) => {
        asked.push(path);
        return Promise.resolve(wanted(path));
      },
      limitMs: looks * 1000,
      signal: new AbortController().signal,
      now: () => now,
      sleep: async (ms) => {
        now += ms;
        await left.shift()?.();
      },
    });
    return { found, asked };
  };

  it('finds the file that appears, once it has come to rest', async () => {
    const { found, asked } = await watch(
      [
        () => writeFile(at('a.csv'), 'x'),
        () => appendFile(at('a.csv'), 'y'),
        () => appendFile(at('a.csv'), 'z'),
        () => Promise.resolve(),
      ],
      () => true,
    );
    assert.equal(found, at('a.csv'));
    assert.deepEqual(asked, [at('a.csv')]);
  });

  it('leaves alone what was there, what is not wanted, and folders', async () => {
    await writeFile(at('old.csv'), 'old');
    const { found, asked } = await watch(
      [
        () => writeFile(at('other.csv'), 'o'),
        () => mkdir(at('folder')),
        () => appendFile(at('old.csv'), 'changed'),
        () => writeFile(at('mine.csv'), 'm'),
      ],
      (path) => path.endsWith('mine.csv'),
    );
    assert.equal(found, at('mine.csv'));
    assert.deepEqual(asked, [at('other.csv'), at('mine.csv')], 'each once, and nothing else');
  });

  it('waits for the end of a download, in the manner of each browser', async () => {
    const { found, asked } = await watch(
      [
        // Chromium writes beside the name, Firefox holds the name with an empty file.
        () => writeFile(at('a.csv.crdownload'), 'x'),
        () => writeFile(at('b.csv'), ''),
        () => writeFile(at('b.csv.part'), 'y'),
        () => Promise.resolve(),
        () => rename(at('b.csv.part'), at('b.csv')),
      ],
      () => true,
    );
    assert.equal(found, at('b.csv'));
    assert.deepEqual(asked, [at('b.csv')]);
  });

  it('asks again about a file that has changed after it was not wanted', async () => {
    let size = 0;
    const { found, asked } = await watch(
      [
        () => writeFile(at('a.csv'), 'x'),
        () => Promise.resolve(),
        () => Promise.resolve(),
        () => appendFile(at('a.csv'), 'y'),
      ],
      () => ++size === 2,
    );
    assert.equal(found, at('a.csv'));
    assert.equal(asked.length, 2);
  });

  it('gives up when the time is up, or is cancelled, or has no folder', async () => {
    assert.deepEqual(await watch([], () => true), { found: undefined, asked: [] });
    const base = { wants: () => Promise.resolve(true), limitMs: 1e6 };
    await failsWith(watchFolder({ ...base, folder: folder(), signal: AbortSignal.abort() }), {
      kind: 'cancelled',
    });
    await rm(folder(), { recursive: true });
    await failsWith(watchFolder({ ...base, folder: folder(), signal: new AbortController().signal }), {
      kind: 'disk',
      problem: 'missing',
      path: folder(),
    });
    await mkdir(folder());
  });
});
