/** Replaces the text from `start` to `end`, UTF-16 offsets in the text as it is. */
export type TextEdit = { readonly start: number; readonly end: number; readonly text: string };

/** What a fix does, for its title; `data` of the fix has the values. */
export type FixKind =
  | 'trim'
  | 'replaceValue'
  | 'clearCell'
  | 'upperCase'
  | 'plainDatabaseId'
  | 'giveDatabaseId'
  | 'addCells'
  | 'unquoteRow'
  | 'removeCells'
  | 'joinCells'
  | 'addColumn'
  | 'addColumns'
  | 'addHeader'
  | 'removeColumn'
  | 'removeEmptyColumns'
  | 'removeRow'
  | 'removeLinesAbove'
  | 'labelColumn'
  | 'commas'
  | 'quoteCell'
  | 'closeQuote'
  | 'restoreName'
  | 'className'
  | 'padZeros'
  | 'removeApostrophe'
  | 'replaceBadCharacters'
  | 'removeInvisible';

/**
 * A way to mend a finding: edits in the order of the text that do not overlap and touch nothing else. A safe one keeps what was meant
 * and may be applied to a whole file without looking at each.
 */
export type Fix = {
  readonly kind: FixKind;
  readonly isSafe: boolean;
  /** What the cell or label becomes, for the title; '' where there is none to show. */
  readonly becomes: string;
  readonly edits: readonly TextEdit[];
  /** Makes the edits where they are all over the file, in steps of a few milliseconds; `edits` is empty then. */
  readonly steps?: () => Generator<undefined, readonly TextEdit[]>;
};
