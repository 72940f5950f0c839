import { open, type FileHandle } from 'node:fs/promises';
import { fail } from '../../platform/failure.ts';

/** More than any object that is looked at here takes. */
const OBJECT_BYTES = 4096;
/** What a reader looks through for the end mark. */
const END_BYTES = 1024;
/** An entry of the table of objects: offset, generation, mark, end of line. */
const ENTRY_BYTES = 20;

/**
 * The number of pages of a PDF, found as a reader finds it: from the end mark to the table of objects, its trailer, the catalog and
 * the page tree. Reads a few kilobytes, however large the file. Handles what Lectern writes: one table, no incremental updates.
 *
 * Fails as damaged/unreadable where one of these is not what it should be.
 */
export async function pdfPages(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const end = await textAt(file, Math.max(0, size - END_BYTES), END_BYTES);
    const table = numberIn(end, /startxref\s+(\d+)\s+%%EOF\s*$/);
    const head = await textAt(file, table, 64);
    const count = numberIn(head, /^xref\s+0 (\d+)\s/);
    const entries = table + (/^xref\s+0 \d+\s*?\r?\n/.exec(head)?.[0].length ?? 0);
    const object = async (number: number): Promise<string> => {
      if (number >= count) fail({ kind: 'damaged', problem: 'unreadable' });
      const entry = await textAt(file, entries + number * ENTRY_BYTES, ENTRY_BYTES);
      const text = await textAt(file, numberIn(entry, /^(\d{10}) \d{5} n/), OBJECT_BYTES);
      if (numberIn(text, /^(\d+) \d+ obj\b/) !== number) fail({ kind: 'damaged', problem: 'unreadable' });
      return text;
    };
    const trailer = await textAt(file, entries + count * ENTRY_BYTES, OBJECT_BYTES);
    const catalog = await object(numberIn(trailer, /^trailer[^]*?\/Root (\d+) \d+ R/));
    const tree = await object(numberIn(catalog, /\/Pages (\d+) \d+ R/));
    // The count stands before the list of pages, which may be longer than what is read.
    return numberIn(tree, /\/Count (\d+)/);
  } finally {
    await file.close();
  }
}

async function textAt(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('latin1', 0, bytesRead);
}

function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? fail({ kind: 'damaged', problem: 'unreadable' }) : Number(found);
}
