import * as v from 'valibot';

/** How a part of `npm test` went. A part without tests of its own, such as the linter, counts as one. */
export const PartResultSchema = v.object({
  passed: v.number(),
  failed: v.number(),
  /** Which tests failed, and why; a part without tests of its own has none. */
  failures: v.exactOptional(v.array(v.string())),
  /** It could not run on this machine; its sentence has been printed. Never so where CI is set. */
  skipped: v.exactOptional(v.literal(true)),
});

export type PartResult = Readonly<v.InferOutput<typeof PartResultSchema>>;

/** A row of the table that `npm test` ends with. */
export type Part = {
  readonly name: string;
  /** More arguments for the program behind it, as given after `--`. */
  run(args: readonly string[]): Promise<PartResult>;
};

export const PASSED: PartResult = { passed: 1, failed: 0 };
export const FAILED: PartResult = { passed: 0, failed: 1 };
