import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { getL10nJson } from '@vscode/l10n-dev';
import { findFiles } from '../../scripts/findFiles.ts';

describe('l10n/bundle.l10n.json', () => {
  it('holds every text of the sources, and no other: `npm run l10n` writes it', async function () {
    // The tool parses every source with a grammar in WebAssembly.
    this.timeout(180_000);
    const sources = findFiles('src', /\.ts$/).map((path) => ({
      extension: '.ts' as const,
      contents: readFileSync(path, 'utf8'),
    }));
    const bundle: unknown = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8'));
    assert.deepEqual(bundle, await getL10nJson(sources));
  });
});
