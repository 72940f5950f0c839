/** One line of an import's report (Kolibri protocol, section 6.2). `row` is a text for what the model says of a person. */
export type LineError = {
  readonly row: number | string;
  readonly username?: string;
  readonly message: string;
  readonly field: string;
  readonly value: string | null;
};
