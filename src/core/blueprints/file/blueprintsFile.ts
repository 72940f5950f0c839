import type { Blueprint, TextRange } from './blueprint.ts';
import type { BlueprintFinding } from './blueprintFinding.ts';
import type { TextEncoding } from './decodeText.ts';

/**
 * How a file holds its blueprints: `list`, an array; `property`, an array that is the value of one key; `map`, an object whose keys
 * are the names; `single`, one blueprint and nothing around it; `none`, not at all.
 */
export type BlueprintsShape = 'list' | 'property' | 'map' | 'single' | 'none';

/** A blueprints file as it was read. `bytes` is the file itself, unchanged. */
export type BlueprintsFile = {
  readonly bytes: Uint8Array;
  /** Without the byte order mark; every range counts in it. */
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly shape: BlueprintsShape;
  /** The inside of the array or object that holds the entries. */
  readonly inside: TextRange;
  /** Every entry in the file's order, those without a name or content too. */
  readonly entries: readonly TextRange[];
  readonly blueprints: readonly Blueprint[];
  /** In the file's order, no more than {@link MOST_FINDINGS}. */
  readonly findings: readonly BlueprintFinding[];
};

/** So many that each blueprint of a course gets what is to be said about it, and a file of errors is read in no time. */
export const MOST_FINDINGS = 5_000;
