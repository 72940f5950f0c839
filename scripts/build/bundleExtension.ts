import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import { build, transform, type Metafile, type Plugin } from 'esbuild';
import { ROOT } from '../root.ts';
import { chunkName } from './chunkName.ts';

export type BuildMode = 'development' | 'production';

export type ExtensionBundle = {
  readonly metafile: Metafile;
  /** Bytes of each file that was written, by its path inside the output folder. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The files that are read as soon as the first one is. */
  readonly atOnce: readonly string[];
};

/** What goes into a file, and its source map; empty in production. */
type Output = { readonly code: string; readonly map: string };

/** The Node of the oldest VS Code that `engines.vscode` allows. */
const TARGET = 'node20';

// A CommonJS package has one export for esbuild, but Node's import() shows its properties as named exports too.
const NAMED_EXPORTS = `
for (const name of Object.keys(module.exports.default ?? {}))
  if (!(name in module.exports)) module.exports[name] = module.exports.default[name];
`;

/** Packages whose file for Node is a UMD module, whose own parts no bundler can see, by a file of theirs that has them. */
const READABLE = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };

const EDITOR_IMPORT = /\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode";?/g;

/**
 * Lets the modules of a part share one `require("vscode")`. From `import * as vscode` esbuild makes, in each module, a copy of the
 * hundreds of names that the editor offers, and that was half of the time Lectern took to load.
 */
function takeEditorOnce(text: string): string {
  const names: string[] = [];
  const rest = text.replace(EDITOR_IMPORT, (_, name: string) => {
    names.push(name);
    return '';
  });
  const [first, ...others] = names;
  if (first === undefined) return text;
  // On the first line, so that the source map still fits.
  return `const ${first} = require("vscode")${others.map((name) => `, ${name} = ${first}`).join('')};${rest}`;
}

const MODULE_ADDRESS = 'moduleAddress';

/** Says, on the first line, so that the source map still fits, what {@link MODULE_ADDRESS} is, where a module asks for it. */
function nameAddress(code: string): string {
  if (!code.includes(MODULE_ADDRESS)) return code;
  return `"use strict";const ${MODULE_ADDRESS}=require("node:url").pathToFileURL(__filename).href;${code}`;
}

function commonJs(mode: BuildMode) {
  return {
    // CommonJS has no import.meta; a module that asks for its address is given one, see nameAddress.
    define: { 'import.meta.url': MODULE_ADDRESS },
    format: 'cjs',
    platform: 'node',
    target: TARGET,
    supported: { 'dynamic-import': false }, // becomes a promise of require()
    minify: mode === 'production',
    sourcemap: mode === 'production' ? false : 'external',
  } as const;
}

function staticImports(metafile: Metafile, output: string): string[] {
  const direct = (metafile.outputs[output]?.imports ?? [])
    .filter(({ kind, external }) => kind === 'import-statement' && external !== true)
    .map(({ path }) => path);
  return [output, ...direct.flatMap((path) => staticImports(metafile, path))];
}

/**
 * Makes one CommonJS file of the modules that are read at once: a file each costs more than what is in it. Besides the exports of
 * the first one it has, by their names, the modules that lazily loaded parts share with it.
 *
 * @param texts the ECMAScript modules by their paths, the first one first; what they import besides stays outside
 */
async function joinModules(texts: ReadonlyMap<string, string>, mode: BuildMode): Promise<Output> {
  const [first = '', ...shared] = texts.keys();
  const modules: Plugin = {
    name: 'modules',
    setup(bundler) {
      bundler.onResolve({ filter: /^\.\.?\// }, ({ path, importer }) => {
        const target = posix.join(posix.dirname(importer), path);
        return texts.has(target)
          ? { path: target, namespace: 'module' }
          : { path: `./${target}`, external: true };
      });
      bundler.onLoad({ filter: /.*/, namespace: 'module' }, ({ path }) => ({
        contents: texts.get(path) ?? '',
      }));
    },
  };
  const { outputFiles } = await build({
    ...commonJs(mode),
    absWorkingDir: ROOT,
    stdin: {
      contents: [
        `export * from './${first}';`,
        ...shared.map((path) => `export * as "${path}" from './${path}';`),
      ].join('\n'),
    },
    outfile: first,
    bundle: true,
    external: ['vscode'],
    plugins: [modules],
    write: false,
    logLevel: 'warning',
  });
  const code = outputFiles.find(({ path }) => path.endsWith('.cjs'))?.text ?? '';
  return { code, map: outputFiles.find(({ path }) => path.endsWith('.map'))?.text ?? '' };
}

/**
 * Bundles the extension for VS Code, which loads CommonJS. Every `await import('...')` in it, of a package or of a
 * module of ours, becomes a file of its own under lib/ that is read on first use; what several of them need lies in a
 * file they share, so that classes stay one class. What the first file needs too is in the first file. esbuild splits ECMAScript
 * modules only, so the parts are made as such and turned to CommonJS afterwards.
 *
 * @param entry the module to start from, absolute
 * @param folder where `<name of entry>.cjs` and lib/ go, absolute; an older lib/ is removed
 */
export async function bundleExtension(
  entry: string,
  folder: string,
  mode: BuildMode,
): Promise<ExtensionBundle> {
  const minify = mode === 'production';
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    chunkNames: 'lib/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: TARGET,
    external: ['vscode'],
    alias: READABLE,
    minify,
    sourcemap: minify ? false : 'inline',
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  const outputs = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.cjs'));
  const first = outputs.find(([path]) => !path.includes('/lib/'))?.[0] ?? '';
  const taken = new Set<string>();
  // Parts with an entry point choose their names first, so that "shared" is never in their way.
  const named = outputs.filter(([, { entryPoint }]) => entryPoint !== undefined);
  const names = new Map(
    [...named, ...outputs.filter((output) => !named.includes(output))]
      .filter(([path]) => path !== first)
      .map(([path, { entryPoint }]) => [basename(path), `${chunkName(entryPoint, taken)}.cjs`]),
  );
  const finalPath = (path: string): string =>
    path === first ? basename(path) : `lib/${names.get(basename(path)) ?? basename(path)}`;
  const texts = new Map<string, string>();
  for (const { path, text } of outputFiles) {
    let renamed = text;
    for (const [hashed, name] of names) renamed = renamed.replaceAll(hashed, name);
    texts.set(relative(ROOT, path).split(sep).join('/'), takeEditorOnce(renamed));
  }

  rmSync(join(folder, 'lib'), { recursive: true, force: true });
  const sizes = new Map<string, number>();
  const write = (target: string, { code: bare, map }: Output): void => {
    const code = nameAddress(bare);
    const out = join(folder, target);
    const whole = map === '' ? code : `${code}//# sourceMappingURL=${basename(target)}.map\n`;
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, whole);
    if (map !== '') writeFileSync(`${out}.map`, map);
    sizes.set(target, Buffer.byteLength(whole));
  };
  const atOnce = new Set(staticImports(metafile, first));
  const joined = new Map([...atOnce].map((path) => [finalPath(path), texts.get(path) ?? '']));
  write(finalPath(first), await joinModules(joined, mode));
  for (const [path, text] of texts) {
    const target = finalPath(path);
    if (path === first) continue;
    if (atOnce.has(path)) {
      write(target, { code: `module.exports = require("../${finalPath(first)}")["${target}"];\n`, map: '' });
      continue;
    }
    const { code, map } = await transform(text, { ...commonJs(mode), sourcefile: path });
    const { entryPoint } = metafile.outputs[path] ?? {};
    const isCommonJs = entryPoint !== undefined && metafile.inputs[entryPoint]?.format === 'cjs';
    write(target, { code: isCommonJs ? code + NAMED_EXPORTS : code, map });
  }
  return { metafile, sizes, atOnce: [finalPath(first)] };
}
