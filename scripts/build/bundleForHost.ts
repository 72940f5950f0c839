import { join } from 'node:path';
import { build as bundle, type Plugin } from 'esbuild';
import { ROOT } from '../root.ts';

/** Bundles a module that VS Code's extension host is to run to one file; both paths are below the checkout. */
export async function bundleForHost(
  entry: string,
  outfile: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  await bundle({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: join(ROOT, outfile),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    sourcemap: true,
    plugins: [...plugins],
    logLevel: 'warning',
    // mocha's parallel mode, which is not used here.
    logOverride: { 'require-resolve-not-external': 'silent' },
  });
}
