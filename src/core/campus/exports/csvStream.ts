import { pipeline, Readable } from 'node:stream';

export type CsvCell = string | number;

/** A CSV in UTF-8 without a byte order mark, rows made as they are read. Quotes what needs quotes. */
export async function csvStream(
  header: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
): Promise<Readable> {
  const { stringify } = await import('csv-stringify');
  const all = function* (): Generator<readonly CsvCell[]> {
    yield header;
    yield* rows;
  };
  const text = stringify();
  // The reader of `text` is told of a failure by the stream itself.
  pipeline(Readable.from(all()), text, (error) => {
    if (error) text.destroy(error);
  });
  return text;
}
