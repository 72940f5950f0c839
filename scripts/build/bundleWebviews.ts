import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { findFiles } from '../findFiles.ts';
import { ROOT } from '../root.ts';
import type { BuildMode } from './bundleExtension.ts';

/** Bundles each webview-ui/<name>/index.ts to dist/webview/<name>.js, for the browser inside VS Code. */
export async function bundleWebviews(mode: BuildMode): Promise<Metafile> {
  const folder = join(ROOT, 'dist/webview');
  rmSync(folder, { recursive: true, force: true });
  const entries = findFiles('webview-ui', /^webview-ui\/[^/]+\/index\.ts$/);
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: entries.map((path) => ({ in: path, out: path.split('/')[1] ?? path })),
    outdir: folder,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: mode === 'production',
    sourcemap: mode === 'development',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
