import { findFiles } from '../findFiles.ts';
import { COUNTS_FILE } from '../mocha/countTests.ts';
import { countedRun } from './countedRun.ts';
import type { Part } from './part.ts';
import { runTool } from './runTool.ts';

/** Tests that mocha runs in a Node of their own: every `*.test.ts` below a folder. */
export function mochaPart(
  name: string,
  folder: string,
  options: { readonly ignore?: string; readonly mocha?: readonly string[] } = {},
): Part {
  const { ignore, mocha = [] } = options;
  return {
    name,
    run: (args) =>
      countedRun((file) => {
        const tests = findFiles(folder, /\.test\.ts$/).filter(
          (path) => ignore === undefined || !path.startsWith(ignore),
        );
        // mocha itself takes "no file" for "the default files".
        if (tests.length === 0) return Promise.resolve(1);
        return runTool('mocha', [...mocha, ...args, ...tests], { [COUNTS_FILE]: file });
      }),
  };
}
