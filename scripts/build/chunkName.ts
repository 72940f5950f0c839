import { basename } from 'node:path';

/**
 * Names the file of a lazily loaded part after what a reader knows it by: the package, or the module of ours.
 *
 * @param entryPoint the path esbuild reports, undefined for code that several parts share
 * @param taken names given before; the new one is added
 */
export function chunkName(entryPoint: string | undefined, taken: Set<string>): string {
  const inPackage = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(entryPoint ?? '')?.[1];
  const plain =
    entryPoint === undefined ? 'shared' : (inPackage ?? basename(entryPoint).replace(/\.[cm]?[jt]s$/, ''));
  const name = plain.replace(/^@/, '').replace('/', '-');
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
  taken.add(free);
  return free;
}
