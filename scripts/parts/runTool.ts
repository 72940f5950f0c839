import { join } from 'node:path';
import * as v from 'valibot';
import { startChild } from '../process/startChild.ts';
import { readJson } from '../readJson.ts';
import { ROOT } from '../root.ts';

const Package = v.object({ bin: v.union([v.string(), v.record(v.string(), v.string())]) });

/**
 * Runs a command-line tool of node_modules under this Node and shows its output.
 *
 * @param tool the package, or `package/command` where the two differ
 * @returns the exit code
 */
export async function runTool(
  tool: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const [, folder = tool, command = folder] = /^((?:@[^/]+\/)?[^/]+)\/?(.+)?$/.exec(tool) ?? [];
  const { bin } = readJson(join(ROOT, 'node_modules', folder, 'package.json'), Package);
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) throw new Error(`The package ${folder} has no command ${command}.`);
  return startChild(process.execPath, [join(ROOT, 'node_modules', folder, script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).ended;
}
