import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findFiles } from '../findFiles.ts';
import { startChild } from '../process/startChild.ts';
import { ROOT } from '../root.ts';
import { checkPart } from './checkPart.ts';
import { hostPart } from './hostPart.ts';
import { kolibriPart } from './kolibriPart.ts';
import { mochaPart } from './mochaPart.ts';
import type { Part } from './part.ts';
import { runTool } from './runTool.ts';

/** The packaged extension. */
export const VSIX = join(ROOT, 'dist/lectern.vsix');

const build = checkPart('build', (args) => [
  () =>
    startChild(process.execPath, [join(ROOT, 'esbuild.mjs'), ...args], { cwd: ROOT, stdio: 'inherit' }).ended,
]);

const typecheck = checkPart('typecheck', () =>
  findFiles('.', /(^|\/)tsconfig\.json$/)
    // tsc takes a project without a file for an error.
    .filter((path) => findFiles(dirname(path), /\.ts$/).length > 0)
    .map((path) => () => runTool('typescript/tsc', ['--noEmit', '-p', path])),
);

const packaging = checkPart('package', () => [
  () =>
    runTool('@vscode/vsce/vsce', [
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '-o',
      VSIX,
    ]),
  // vsce has ended with 0 and no file before.
  () => Promise.resolve(existsSync(VSIX) ? 0 : 1),
]);

/** Everything `npm test` runs: what the others need, then from the longest to the shortest, so that two lanes end together. */
export const PARTS = {
  build,
  package: packaging,
  kolibri: kolibriPart,
  contract: mochaPart('contract', 'test/contract'),
  browser: mochaPart('browser', 'test/browser', { mocha: ['--timeout', '60000', '--exit'] }),
  host: hostPart('host', 'newest'),
  oldest: hostPart('oldest', 'oldest'),
  unit: mochaPart('unit', 'test/unit'),
  lint: checkPart('lint', () => [() => runTool('eslint', ['.', '--max-warnings', '0'])]),
  typecheck,
  format: checkPart('format', () => [() => runTool('prettier', ['--check', '.', '--log-level', 'warn'])]),
  e2e: mochaPart('e2e', 'test/e2e', { mocha: ['--timeout', '180000', '--exit'] }),
} satisfies Record<string, Part>;
