import type { Plugin } from 'esbuild';
import { findFiles } from '../findFiles.ts';
import { ROOT } from '../root.ts';
import { bundleForHost } from './bundleForHost.ts';

/** Answers the import of "lectern:host-tests" with every test file below test/host, so that no list is kept by hand. */
const discovery: Plugin = {
  name: 'host tests',
  setup(build) {
    build.onResolve({ filter: /^lectern:host-tests$/ }, ({ path }) => ({ path, namespace: 'host-tests' }));
    build.onLoad({ filter: /.*/, namespace: 'host-tests' }, () => {
      const files = findFiles('test/host', /\.test\.ts$/);
      const suites = files.map((file) => `() => require(${JSON.stringify(`./${file}`)})`);
      return { contents: `export const suites = [${suites.join(',\n')}];`, resolveDir: ROOT };
    });
  },
};

/** Bundles the tests that run inside VS Code to dist/test/host.cjs. */
export async function bundleHostTests(): Promise<void> {
  await bundleForHost('test/host/index.ts', 'dist/test/host.cjs', [discovery]);
}
