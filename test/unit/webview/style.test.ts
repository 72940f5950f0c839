import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findFiles } from '../../../scripts/findFiles.ts';

const sheets = findFiles('webview-ui', /\.css$/);

describe('the style sheets of the webviews', () => {
  it('take every colour from the theme', () => {
    assert.ok(sheets.length > 0);
    for (const path of sheets) {
      const text = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      const colours = text.match(
        /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|lab|lch|color-mix)a?\(|:\s*(?:black|white|red|green|blue|gr[ae]y)\b/gi,
      );
      assert.deepEqual(colours ?? [], [], path);
    }
  });

  it('load nothing', () => {
    for (const path of sheets)
      assert.doesNotMatch(readFileSync(path, 'utf8'), /url\(|@import|@font-face/, path);
  });
});

describe('the controls of the webviews', () => {
  it('come through one file', () => {
    const importing = findFiles('webview-ui', /\.ts$/).filter((path) =>
      readFileSync(path, 'utf8').includes('@vscode/webview-ui-toolkit'),
    );
    assert.deepEqual(importing, ['webview-ui/import-preview/controls.ts']);
  });
});
