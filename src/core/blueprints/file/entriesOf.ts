import type { Node } from 'jsonc-parser';
import type { BlueprintsShape } from './blueprintsFile.ts';
import { describeEntry, type EntryDescription } from './describeEntry.ts';

export type FoundEntry = {
  /** The entry itself; in a map with its key. */
  readonly node: Node;
  /** What the entry says of itself. */
  readonly value: Node;
  /** The key of a map. */
  readonly key?: Node;
};

export type FoundEntries = {
  readonly shape: BlueprintsShape;
  readonly holder: Node;
  readonly entries: readonly FoundEntry[];
};

const LIKELY_KEY = /blueprint|template|page|item|data/i;

/**
 * Finds where a JSON document keeps its blueprints. An array, an object with an array in one of its properties, a map from name to
 * blueprint, and a single blueprint are understood (Codio protocol, section 7, "Design advice"); undefined for everything else.
 */
export function entriesOf(root: Node): FoundEntries | undefined {
  if (root.type === 'array') return listIn(root, 'list');
  if (root.type !== 'object') return undefined;
  if (isBlueprint(describeEntry(root), true))
    return { shape: 'single', holder: root, entries: [{ node: root, value: root }] };
  return propertyOf(root) ?? mapIn(root);
}

function listIn(array: Node, shape: 'list' | 'property'): FoundEntries | undefined {
  const children = array.children ?? [];
  const any = children.length === 0 || children.some((child) => isBlueprint(describeEntry(child), false));
  return any
    ? { shape, holder: array, entries: children.map((child) => ({ node: child, value: child })) }
    : undefined;
}

/** The array with the most blueprints; of empty ones only one with a telling name, because many files have empty arrays. */
function propertyOf(root: Node): FoundEntries | undefined {
  let best: { readonly found: FoundEntries; readonly weight: number } | undefined;
  for (const { children: [key, value] = [] } of root.children ?? []) {
    if (key === undefined || value?.type !== 'array') continue;
    const found = listIn(value, 'property');
    const telling = LIKELY_KEY.test(String(key.value));
    if (!found || (found.entries.length === 0 && !telling)) continue;
    const weight = found.entries.length + (telling ? 0.5 : 0);
    if (best === undefined || weight > best.weight) best = { found, weight };
  }
  return best?.found;
}

function mapIn(root: Node): FoundEntries | undefined {
  const properties = root.children ?? [];
  const entries = properties.flatMap((node) => {
    const [key, value] = node.children ?? [];
    return key !== undefined && value !== undefined ? [{ node, value, key }] : [];
  });
  // A version or a comment beside the blueprints is no reason to give up; it stays where it is.
  const named = entries.filter(({ value }) => isBlueprint(describeEntry(value), false, true));
  if (named.length === 0 || named.length * 2 < entries.length) return undefined;
  return { shape: 'map', holder: root, entries };
}

/**
 * Whether an entry could be a blueprint, which is a name with Markdown or a layout. One that stands alone must say both, because
 * many a JSON document has a name.
 */
function isBlueprint(entry: EntryDescription | undefined, alone: boolean, named = false): boolean {
  if (entry === undefined) return false;
  const hasName = named || entry.name !== undefined;
  const hasBody = entry.hasContentKey || entry.layout !== undefined;
  return hasName && (hasBody || (!alone && entry.content !== undefined));
}
