import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as v from 'valibot';
import { bundleExtension, type BuildMode } from '../../../scripts/build/bundleExtension.ts';
import { ROOT } from '../../../scripts/root.ts';

const Answer = v.object({
  axios: v.object({ default: v.string(), create: v.string(), isAxiosError: v.string() }),
  yauzl: v.object({ default: v.string(), open: v.string() }),
  archiver: v.array(v.string()),
  parse: v.string(),
  sameClass: v.boolean(),
});

const Activate = v.object({ activate: v.function() });

// Both kinds of package, one that is ESM only, and a module that shares a class with the first file.
const SOURCES = {
  'extension.ts': `
import { Refusal } from './refusal.ts';
export async function activate() {
  const axios = await import('axios');
  const yauzl = await import('yauzl');
  const archiver = await import('archiver');
  const { parse } = await import('csv-parse');
  const { refuse } = await import('./late.ts');
  let sameClass = false;
  try { refuse(); } catch (error) { sameClass = error instanceof Refusal; }
  return {
    axios: { default: typeof axios.default.get, create: typeof axios.create, isAxiosError: typeof axios.isAxiosError },
    yauzl: { default: typeof yauzl.default.open, open: typeof yauzl.open },
    archiver: Object.keys(archiver).sort(),
    parse: typeof parse,
    sameClass,
  };
}`,
  'late.ts': `
import { Refusal } from './refusal.ts';
export function refuse() { throw new Refusal(); }`,
  'refusal.ts': `export class Refusal extends Error {}`,
};

describe('bundleExtension', () => {
  let folder: string;

  beforeEach(() => {
    // Inside the checkout, for the packages and the module type are found from there.
    mkdirSync(join(ROOT, 'dist'), { recursive: true });
    folder = mkdtempSync(join(ROOT, 'dist/bundle-test-'));
    for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(folder, name), text);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  for (const mode of ['development', 'production'] satisfies BuildMode[]) {
    it(`gives lazily imported packages as Node's import() does, ${mode}`, async () => {
      const out = join(folder, 'out');
      await bundleExtension(join(folder, 'extension.ts'), out, mode);
      const { activate } = v.parse(Activate, createRequire(import.meta.url)(join(out, 'extension.cjs')));
      const answer = v.parse(Answer, await activate());
      const native = await import('archiver');
      assert.deepEqual(answer, {
        axios: { default: 'function', create: 'function', isAxiosError: 'function' },
        yauzl: { default: 'function', open: 'function' },
        archiver: Object.keys(native).sort(),
        parse: 'function',
        sameClass: true,
      });
    });
  }

  it('reads no lazily imported package with the first file', async () => {
    const { atOnce, sizes } = await bundleExtension(
      join(folder, 'extension.ts'),
      join(folder, 'out'),
      'production',
    );
    const lazy = ['archiver', 'axios', 'csv-parse', 'late', 'yauzl'].map((name) => `lib/${name}.cjs`);
    assert.deepEqual(
      lazy.filter((path) => !sizes.has(path)),
      [],
    );
    assert.deepEqual(
      atOnce.filter((path) => lazy.includes(path)),
      [],
    );
    assert.ok(atOnce.includes('extension.cjs'));
    const ownWord = 'ECONNABORTED'; // axios says it, we do not
    assert.ok(readFileSync(join(folder, 'out/lib/axios.cjs'), 'utf8').includes(ownWord));
    for (const path of atOnce)
      assert.ok(!readFileSync(join(folder, 'out', path), 'utf8').includes(ownWord), path);
  });

  it('reads one file at first, which asks for the editor once and copies nothing of it', async () => {
    const command = `import * as vscode from 'vscode';\nexport const command = (): void => void vscode.commands;`;
    for (const name of ['one', 'two']) writeFileSync(join(folder, `${name}.ts`), command);
    const main = `import { command as one } from './one.ts';\nimport { command as two } from './two.ts';
import { Refusal } from './refusal.ts';\nexport const activate = () => [one, two, Refusal, import('./late.ts')];`;
    writeFileSync(join(folder, 'extension.ts'), main);
    const { atOnce } = await bundleExtension(
      join(folder, 'extension.ts'),
      join(folder, 'out'),
      'development',
    );
    assert.deepEqual(atOnce, ['extension.cjs']);
    const text = readFileSync(join(folder, 'out/extension.cjs'), 'utf8');
    assert.equal(text.split('require("vscode")').length - 1, 1);
    assert.match(text, /= require\("vscode"\)/);
    assert.doesNotMatch(text, /require\("\.\/lib\/shared/);
  });

  it('maps back to the sources in development', async () => {
    await bundleExtension(join(folder, 'extension.ts'), join(folder, 'out'), 'development');
    const map = v.parse(
      v.object({ sources: v.array(v.string()) }),
      JSON.parse(readFileSync(join(folder, 'out/extension.cjs.map'), 'utf8')),
    );
    assert.ok(map.sources.some((path) => path.endsWith('extension.ts')));
    assert.ok(readdirSync(join(folder, 'out/lib')).includes('axios.cjs.map'));
  });
});
