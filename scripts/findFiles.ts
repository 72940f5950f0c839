import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ROOT } from './root.ts';

/**
 * The files below a folder of the checkout whose path, as it is written from the root with slashes, matches. Sorted.
 * Folders that other programs fill are left out.
 */
export function findFiles(folder: string, pattern: RegExp): readonly string[] {
  const start = join(ROOT, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name).split(sep).join('/');
      if (!entry.isDirectory()) return entry.isFile() && pattern.test(path) ? [path] : [];
      return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : findFiles(path, pattern);
    })
    .sort();
}
