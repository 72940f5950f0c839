import { fail } from '../../platform/failure.ts';
import { jsonFilesLike } from './jsonFilesLike.ts';
import type { TreeEntry } from './treeEntry.ts';

/**
 * Finds a file among all entries of a commit that are no folders. A link or a submodule, in place of the file or on the way to it, is
 * never followed. Fails as repository: notAFile or path, with the JSON files that there are.
 */
export function findInTree(entries: readonly TreeEntry[], path: string): TreeEntry {
  const found = entries.find((entry) => entry.path === path) ?? alike(entries, path);
  if (found?.kind === 'file') return found;
  const { files, more } = jsonFilesLike(
    entries.flatMap((entry) => (entry.kind === 'file' ? [entry.path] : [])),
    path,
  );
  const onTheWay =
    found ?? entries.find((entry) => entry.kind !== 'file' && path.startsWith(`${entry.path}/`));
  if (onTheWay && onTheWay.kind !== 'file')
    return fail({
      kind: 'repository',
      problem: { is: 'notAFile', what: onTheWay.kind, path, at: onTheWay.path, files, more },
    });
  if (entries.some((entry) => entry.path.startsWith(`${path}/`)))
    return fail({
      kind: 'repository',
      problem: { is: 'notAFile', what: 'folder', path, at: path, files, more },
    });
  return fail({ kind: 'repository', problem: { is: 'path', path, files, more } });
}

/** macOS writes `é` as two characters where others write one; a person cannot see which. */
function alike(entries: readonly TreeEntry[], path: string): TreeEntry | undefined {
  const wanted = path.normalize('NFC');
  const found = entries.filter((entry) => entry.path.normalize('NFC') === wanted);
  return found.length === 1 ? found[0] : undefined;
}
