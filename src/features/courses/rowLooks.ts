/** What a row shows of a place: its label, a codicon, a few quiet words, and the lines of its tooltip. */
export type RowLooks = {
  readonly label: string;
  readonly icon: string;
  readonly description?: string;
  readonly tooltip: readonly string[];
};
