import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { build, transform, type Metafile } from 'esbuild';
import { ROOT } from '../root.ts';
import { chunkName } from './chunkName.ts';

export type BuildMode = 'development' | 'production';

export type ExtensionBundle = {
  readonly metafile: Metafile;
  /** Bytes of each file that was written, by its path inside the output folder. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The files that are read as soon as the first one is: itself and what it shares with lazily loaded parts. */
  readonly atOnce: readonly string[];
};

/** The Node of the oldest VS Code that `engines.vscode` allows. */
const TARGET = 'node20';

// A CommonJS package has one export for esbuild, but Node's import() shows its properties as named exports too.
const NAMED_EXPORTS = `
for (const name of Object.keys(module.exports.default ?? {}))
  if (!(name in module.exports)) module.exports[name] = module.exports.default[name];
`;

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

function staticImports(metafile: Metafile, output: string): string[] {
  const direct = (metafile.outputs[output]?.imports ?? [])
    .filter(({ kind, external }) => kind === 'import-statement' && external !== true)
    .map(({ path }) => path);
  return [output, ...direct.flatMap((path) => staticImports(metafile, path))];
}

/**
 * Bundles the extension for VS Code, which loads CommonJS. Every `await import('...')` in it, of a package or of a
 * module of ours, becomes a file of its own under lib/ that is read on first use; what several parts need lies in a
 * file they share, so that classes stay one class. esbuild splits ECMAScript modules only, so the parts are made as
 * such and turned to CommonJS one by one.
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

  rmSync(join(folder, 'lib'), { recursive: true, force: true });
  const sizes = new Map<string, number>();
  for (const file of outputFiles) {
    const path = relative(ROOT, file.path).split(sep).join('/');
    const { entryPoint } = metafile.outputs[path] ?? {};
    let text = file.text;
    for (const [hashed, name] of names) text = text.replaceAll(hashed, name);
    const { code, map } = await transform(takeEditorOnce(text), {
      format: 'cjs',
      platform: 'node',
      target: TARGET,
      supported: { 'dynamic-import': false }, // becomes a promise of require()
      minify,
      sourcemap: minify ? false : 'external',
      sourcefile: path,
    });
    const commonJs = entryPoint !== undefined && metafile.inputs[entryPoint]?.format === 'cjs';
    const target = finalPath(path);
    const link = minify ? '' : `//# sourceMappingURL=${basename(target)}.map\n`;
    const out = join(folder, target);
    mkdirSync(dirname(out), { recursive: true });
    const whole = `${code}${commonJs ? NAMED_EXPORTS : ''}${link}`;
    writeFileSync(out, whole);
    if (!minify) writeFileSync(`${out}.map`, map);
    sizes.set(target, Buffer.byteLength(whole));
  }
  return { metafile, sizes, atOnce: [...new Set(staticImports(metafile, first))].map(finalPath) };
}
