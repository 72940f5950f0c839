import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** The rows of a CSV file, the header among them, as they are read. Cells that a row lacks or has too many are left as they are. */
export async function* readRows(path: string, signal: AbortSignal): AsyncGenerator<readonly string[]> {
  const { parse } = await import('csv-parse');
  const file = createReadStream(path, { signal });
  const rows = parse({ bom: true, relax_column_count: true });
  file.on('error', (error) => rows.destroy(error));
  try {
    yield* file.pipe(rows) as Readable & AsyncIterable<string[]>;
  } finally {
    file.destroy();
  }
}
