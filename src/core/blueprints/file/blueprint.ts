/** A part of a file's text, in UTF-16 units as an editor counts them. */
export type TextRange = { readonly offset: number; readonly length: number };

/**
 * One blueprint as far as Lectern understands it. The format of the file is not published (Codio protocol, section 7), so this says
 * what a person can recognise and where it stands; whatever else the entry holds stays in the file's text.
 */
export type Blueprint = {
  /** Its place among the entries of the file, from 0. */
  readonly index: number;
  /** Absent where the entry has none that is a text with something in it. */
  readonly name?: string;
  /** The page's Markdown; absent where the entry holds no text that could be it. */
  readonly content?: string;
  /** As the file calls it, such as `2-panels`. */
  readonly layout?: string;
  /** The entry with everything that is in it; in a file that is a map, with its name. */
  readonly range: TextRange;
  /** Where the name stands, or else the entry begins. */
  readonly nameRange: TextRange;
};
