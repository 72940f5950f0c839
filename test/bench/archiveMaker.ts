import { createCipheriv } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

const STUDENTS = 500;
const ASSIGNMENTS = 20;

/** Where a file of the made archive lies: 500 students, 20 assignments, and the files of each. */
export function entryPath(index: number): string {
  const student = index % STUDENTS;
  const assignment = Math.floor(index / STUDENTS) % ASSIGNMENTS;
  const file = Math.floor(index / (STUDENTS * ASSIGNMENTS));
  return `student${student}/Assignment ${assignment}/src/file${file}.py`;
}

/**
 * Writes a zip of so many stored entries that hold so many bytes together: what the coursework of a large course looks like. One
 * entry is in memory at a time.
 */
export async function makeArchive(path: string, entries: number, bytes: number): Promise<void> {
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ store: true });
  const written = pipeline(archive, createWriteStream(path));
  // The key stream of a cipher under a fixed key: the same bytes everywhere.
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  const zeros = Buffer.alloc(Math.ceil(bytes / entries));
  for (let i = 0; i < entries; i++) {
    const taken = once(archive, 'entry');
    archive.append(cipher.update(zeros), { name: entryPath(i), date: new Date(0) });
    await Promise.race([taken, written]);
  }
  await archive.finalize();
  await written;
}
