import type { TextRange } from './blueprint.ts';

/** What is not JSON at a place of a file. `comment` and `trailingComma` are what editors allow and JSON does not. */
export type SyntaxProblem =
  | 'comment'
  | 'trailingComma'
  | 'comma'
  | 'colon'
  | 'name'
  | 'value'
  | 'string'
  | 'number'
  | 'bracket'
  | 'afterEnd'
  | 'character';

/**
 * What is to be said about a blueprints file. An `error` means that the file is not sent; a `warning` that it can be.
 *
 * - `empty`: nothing in the file but blanks; `noBlueprints`: JSON, well formed, with room for blueprints and none in it
 * - `notBlueprints`: JSON of something else
 * - `tooDeep`: nested too deeply to be read
 * - `notUtf8`: bytes that are no text; `utf16`, `bom`: text, but not as JSON is exchanged (RFC 8259, 8.1)
 * - `notAnObject`, `noName`, `noContent`, `duplicateName`: of the entry `index`; `count` entries
 *   have that name, and `other` is another of them
 * - `lostLetters`: U+FFFD stands in the entry `index` in place of letters
 * - `duplicateKey`: a key that stands twice in one entry, the last of which counts
 * - `duplicateEntry`: of a map, the key of the entry `index`, which stands `count` times: JSON does not say which of them counts
 */
export type BlueprintFinding = {
  readonly severity: 'error' | 'warning';
  readonly range: TextRange;
  /** From 1, as editors show them. */
  readonly line: number;
  readonly column: number;
} & (
  | { readonly is: 'syntax'; readonly problem: SyntaxProblem }
  | { readonly is: 'empty' | 'noBlueprints' | 'notBlueprints' | 'tooDeep' | 'notUtf8' | 'utf16' | 'bom' }
  | { readonly is: 'notAnObject' | 'noName' | 'noContent' | 'lostLetters'; readonly index: number }
  | {
      readonly is: 'duplicateName';
      readonly index: number;
      readonly name: string;
      readonly other: number;
      readonly count: number;
    }
  | { readonly is: 'duplicateKey'; readonly index: number; readonly key: string }
  | { readonly is: 'duplicateEntry'; readonly index: number; readonly key: string; readonly count: number }
);

/** A finding before it is known on which line it stands. */
export type PlacelessFinding = BlueprintFinding extends infer F
  ? F extends BlueprintFinding
    ? Omit<F, 'line' | 'column'>
    : never
  : never;
