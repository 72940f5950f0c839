import type { BlueprintsFile } from '../../core/blueprints/file/blueprintsFile.ts';
import { comparableName } from '../../core/blueprints/file/comparableName.ts';

/**
 * Which blueprints are ticked when a file is read anew, by `index`: those that were in the very same file, and in one that was changed
 * all but those whose names were not ticked.
 */
export function tickedNow(
  before: BlueprintsFile,
  now: BlueprintsFile,
  ticked: ReadonlySet<number>,
): ReadonlySet<number> {
  if (before.text === now.text) return ticked;
  const left = before.blueprints.filter(({ index }) => !ticked.has(index));
  const names = new Set(left.map(({ name = '' }) => comparableName(name)));
  return new Set(
    now.blueprints.flatMap(({ index, name = '' }) => (names.has(comparableName(name)) ? [] : [index])),
  );
}
