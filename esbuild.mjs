// Builds everything into dist/: node esbuild.mjs [--production]
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleExtension } from './scripts/build/bundleExtension.ts';
import { bundleHostTests } from './scripts/build/bundleHostTests.ts';
import { bundleWebviews } from './scripts/build/bundleWebviews.ts';
import { sizeBreaches } from './scripts/build/sizeBreaches.ts';
import { findFiles } from './scripts/findFiles.ts';

const ROOT = import.meta.dirname;
const DIST = join(ROOT, 'dist');
const mode = process.argv.includes('--production') ? 'production' : 'development';

mkdirSync(DIST, { recursive: true });
for (const old of ['extension.cjs', 'extension.cjs.map']) rmSync(join(DIST, old), { force: true });
const extension = await bundleExtension(join(ROOT, 'src/extension.ts'), DIST, mode);
const webviews = await bundleWebviews(mode);
await bundleHostTests();
writeFileSync(
  join(DIST, 'meta.json'),
  JSON.stringify({
    inputs: { ...extension.metafile.inputs, ...webviews.inputs },
    outputs: { ...extension.metafile.outputs, ...webviews.outputs },
  }),
);

const files = [...extension.sizes].map(([path, bytes]) => ({ path: `dist/${path}`, bytes }));
const main = files.find(({ path }) => path === 'dist/extension.cjs');
// What activation reads counts as one file, however it is cut.
main.bytes = extension.atOnce.reduce((sum, path) => sum + extension.sizes.get(path), 0);
for (const path of findFiles('dist/webview', /\.(js|css)$/))
  files.push({ path, bytes: statSync(join(ROOT, path)).size });
for (const { path, bytes } of files) console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KiB  ${path}`);

if (mode === 'production') {
  const budget = JSON.parse(readFileSync(join(ROOT, 'scripts/size-budget.json'), 'utf8'));
  const breaches = sizeBreaches(files, budget);
  for (const breach of breaches) console.error(breach);
  if (breaches.length > 0) process.exitCode = 1;
}
