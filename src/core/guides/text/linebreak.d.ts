/** The part of the package that we use; it comes without types. */
declare module 'linebreak' {
  type Break = { readonly position: number; readonly required: boolean };
  class LineBreaker {
    constructor(text: string);
    /** The next place where a line may end (Unicode Standard Annex 14), null after the last. */
    nextBreak(): Break | null;
  }
  export { LineBreaker as default };
}
