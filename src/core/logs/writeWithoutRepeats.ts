import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { freePath, publishFile } from '../exports/file/publishFile.ts';
import { fail } from '../platform/failure.ts';
import { shortId } from '../platform/shortId.ts';
import { readRows } from './readRows.ts';
import { repeatFilter } from './repeatFilter.ts';
import { unguardCell } from './unguardCell.ts';

/** A copy that was written: its path, the rows that it has below the header, and how many were left out. */
export type CleanCopy = { readonly path: string; readonly rows: number; readonly leftOut: number };

/**
 * Writes the copy of saved usage logs that sums rightly, beside them: each row once, values as people know them (see
 * {@link unguardCell}), else as the server writes tables (UTF-8 with BOM, CRLF). The rows are streamed; the file that came is not
 * touched, and no file is replaced.
 *
 * Fails as disk/… when it cannot be written, as damaged/unreadable when the logs are no table.
 */
export async function writeWithoutRepeats(
  source: string,
  locale: string,
  signal: AbortSignal,
): Promise<CleanCopy> {
  const base = join(dirname(source), `${basename(source, '.csv')} without repeats`);
  const part = `${base}.${shortId(crypto.randomUUID())}.part`;
  let rows = -1;
  let leftOut = 0;
  async function* kept(): AsyncGenerator<readonly string[]> {
    const isRepeat = repeatFilter(locale);
    for await (const row of readRows(source, signal)) {
      if (rows >= 0 && isRepeat(row)) {
        leftOut += 1;
        continue;
      }
      rows += 1;
      yield rows === 0 ? row : row.map(unguardCell);
    }
  }
  const { stringify } = await import('csv-stringify');
  try {
    await pipeline(
      Readable.from(kept()),
      stringify({ bom: true, record_delimiter: 'windows' }),
      createWriteStream(part, { flags: 'wx', mode: 0o600 }),
      { signal },
    );
    for (;;) {
      const path = await freePath(base, 'csv');
      if (await publishFile(part, path)) return { path, rows: Math.max(0, rows), leftOut };
    }
  } catch (error) {
    await rm(part, { force: true });
    if (signal.aborted) fail({ kind: 'cancelled' });
    const { code } = error as { code?: unknown };
    if (typeof code === 'string' && code.startsWith('CSV_'))
      fail({ kind: 'damaged', problem: 'unreadable' }, error);
    throw error;
  }
}
