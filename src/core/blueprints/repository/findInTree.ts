import { fail } from '../../platform/failure.ts';
import { jsonFilesLike } from './jsonFilesLike.ts';
import { linkTarget, type ReadLink } from './linkTarget.ts';
import type { TreeEntry } from './treeEntry.ts';

/**
 * Finds a file among all entries of a commit that are no folders. A link or a submodule, in place of the file or on the way to it, is
 * never followed. Fails as repository: notAFile or path, with the JSON files that there are; what a link stands for is the first of them.
 */
export async function findInTree(
  entries: readonly TreeEntry[],
  path: string,
  readLink: ReadLink,
): Promise<TreeEntry> {
  const found = entries.find((entry) => entry.path === path) ?? alike(entries, path);
  if (found?.kind === 'file') return found;
  const blocking =
    found ?? entries.find(({ kind, path: at }) => kind !== 'file' && path.startsWith(`${at}/`));
  const target =
    blocking?.kind === 'symlink' ? await linkTarget(entries, found?.path ?? path, readLink) : undefined;
  const offered = offer(entries, target ?? path);
  if (blocking && blocking.kind !== 'file')
    return fail({
      kind: 'repository',
      problem: {
        is: 'notAFile',
        what: blocking.kind,
        path,
        at: blocking.path,
        ...(target !== undefined && { target }),
        ...offered,
      },
    });
  if (entries.some((entry) => entry.path.startsWith(`${path}/`)))
    return fail({
      kind: 'repository',
      problem: { is: 'notAFile', what: 'folder', path, at: path, ...offered },
    });
  return fail({ kind: 'repository', problem: { is: 'path', path, ...offered } });
}

/** The JSON files most like a path; the very file, whatever it is called, comes first. */
function offer(entries: readonly TreeEntry[], path: string): ReturnType<typeof jsonFilesLike> {
  const paths = entries.flatMap((entry) => (entry.kind === 'file' ? [entry.path] : []));
  const { files, more } = jsonFilesLike(paths, path);
  return { files: paths.includes(path) ? [path, ...files.filter((one) => one !== path)] : files, more };
}

/** macOS writes `é` as two characters where others write one; a person cannot see which. */
function alike(entries: readonly TreeEntry[], path: string): TreeEntry | undefined {
  const wanted = path.normalize('NFC');
  const found = entries.filter((entry) => entry.path.normalize('NFC') === wanted);
  return found.length === 1 ? found[0] : undefined;
}
