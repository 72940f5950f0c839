import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import languageService, { type LanguageService } from 'vscode-json-languageservice';
import { ROOT } from '../../../scripts/root.ts';

const { getLanguageService, TextDocument } = languageService;

const NO_FILE =
  'This is no blueprints file: it holds a list of blueprints, or an object with blueprints in it.';
const NO_BLUEPRINT = 'This is no blueprint: it is an object with a name.';
const NO_NAME = 'A blueprint has a name, which is a text.';

/** What the editor's own JSON support, which is this library, makes of a file by the schema. */
const CASES: readonly (readonly [text: string, said: readonly (string | RegExp)[]])[] = [
  ['[{"name": "A", "content": "# A", "layout": "1-panel", "own": {"x": [1]}}]', []],
  ['[{"title": "A", "name": 7}]', []],
  ['[{"name": "A", "layout": "of tomorrow", "content": null}]', []],
  ['{"A": {"content": "# A"}, "version": 1}', []],
  ['{"name": "A", "content": "# A"}', []],
  ['{"pages": [{"name": "A"}, 1], "version": 2}', []],
  ['{"blueprints": {"A": {"content": "# A"}}}', []],
  ['{"blueprints": [{"name": "A"}]}', []],
  ['"text"', [NO_FILE]],
  ['7', [NO_FILE]],
  ['[]', [/fewer|empty|few/i]],
  ['[{"name": "A"}, 7, "B"]', [NO_BLUEPRINT, NO_BLUEPRINT]],
  ['[{"name": " "}]', [NO_NAME]],
  ['[{"name": 7}]', [NO_NAME]],
  ['[{"content": "# A"}]', [/name/]],
  ['{"blueprints": [{"name": "A"}, null]}', [NO_BLUEPRINT]],
];

describe('the schema of blueprints files', () => {
  let service: LanguageService;

  before(() => {
    service = getLanguageService({});
    const schema: unknown = JSON.parse(readFileSync(join(ROOT, 'media/blueprints.schema.json'), 'utf8'));
    assert.ok(typeof schema === 'object' && schema !== null);
    service.configure({
      validate: true,
      schemas: [{ uri: 'lectern:/blueprints.schema.json', fileMatch: ['*-blueprints.json'], schema }],
    });
  });

  const check = async (text: string): Promise<readonly string[]> => {
    const document = TextDocument.create('file:///course-blueprints.json', 'json', 1, text);
    const found = await service.doValidation(document, service.parseJSONDocument(document));
    return found.map(({ message }) => (typeof message === 'string' ? message : message.value));
  };

  for (const [text, said] of CASES)
    it(`${said.length === 0 ? 'flags nothing in' : 'flags what is wrong in'} ${text}`, async () => {
      const found = await check(text);
      assert.equal(found.length, said.length, found.join('\n'));
      said.forEach((one, i) => {
        if (typeof one === 'string') assert.equal(found[i], one);
        else assert.match(found[i] ?? '', one);
      });
    });

  it('knows the layouts, and describes the rest', async () => {
    const text = '[{"name": "A", "layout": ""}]';
    const document = TextDocument.create('file:///course-blueprints.json', 'json', 1, text);
    const json = service.parseJSONDocument(document);
    const offered = await service.doComplete(document, document.positionAt(text.length - 4), json);
    assert.ok(offered?.items.some(({ label }) => label.includes('2-panels-tree')));
    const hover = await service.doHover(document, document.positionAt(4), json);
    assert.match(JSON.stringify(hover?.contents), /called in the menus/);
  });
});
