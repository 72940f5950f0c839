import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '../../../src/core/exports/file/replaceFile.ts';

const noStop = new AbortController().signal;
const facts = (text: string): { readonly size: number; readonly sha256: string } => ({
  size: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
});

describe('a file that completes an older one', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const replace = (): Promise<boolean> =>
    replaceFile(at('part'), facts('whole'), { path: at('file'), ...facts('older') }, noStop);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-replace-'));
    writeFileSync(at('part'), 'whole');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('takes its place, also if that is asked for again after a crash', async () => {
    writeFileSync(at('file'), 'older');
    assert.equal(await replace(), true);
    assert.equal(readFileSync(at('file'), 'utf8'), 'whole');
    assert.equal(existsSync(at('part')), false);
    assert.equal(await replace(), true);
  });

  it('leaves one that is of other bytes, even if they are as many', async () => {
    writeFileSync(at('file'), 'mine!');
    assert.equal(await replace(), false);
    assert.equal(readFileSync(at('file'), 'utf8'), 'mine!');
    assert.equal(readFileSync(at('part'), 'utf8'), 'whole');
  });

  it('takes the name of one that is gone', async () => {
    assert.equal(await replace(), true);
    assert.equal(readFileSync(at('file'), 'utf8'), 'whole');
  });

  it('is not taken for saved when neither is there', async () => {
    rmSync(at('part'));
    await assert.rejects(replace());
  });
});
