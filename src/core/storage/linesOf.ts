import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** The lines of a text file, one after the other, without empty ones; none if there is no such file. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const source = createReadStream(path, 'utf8');
  try {
    for await (const line of createInterface({ input: source, crlfDelay: Infinity }))
      if (line !== '') yield line;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    source.destroy();
  }
}
