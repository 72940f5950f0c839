import type { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Extract } from 'tar-stream';
import { zstdDecompress } from '../../exports/file/zstdDecompress.ts';

/** Opens the `.tar.zst` of an assignment at its beginning. It is read twice where its pages have images. */
export type OpenArchive = () => Promise<Readable>;

/** What to do with a file of the archive: `keep` is asked first, with its path and size in bytes, and what it wants is read whole. */
export type ArchiveVisitor = {
  keep(path: string, size: number): boolean;
  take(path: string, bytes: Buffer): void;
};

/**
 * Goes through the files of an archive, one in memory at a time. Paths have no leading `./`; links and folders are passed over.
 * Answers false if the archive breaks off or cannot be read; what came before has been visited by then.
 *
 * Rejects if `signal` is aborted.
 */
export async function visitArchive(
  open: OpenArchive,
  visitor: ArchiveVisitor,
  signal: AbortSignal,
): Promise<boolean> {
  signal.throwIfAborted();
  const { extract } = await import('tar-stream');
  const tar = extract();
  const walked = (async () => {
    for await (const entry of tar) {
      const path = entry.header.name.replace(/^(?:\.?\/)+/, '');
      if (entry.header.type !== 'file' || !visitor.keep(path, entry.header.size)) {
        entry.resume();
        continue;
      }
      visitor.take(path, await buffer(entry));
    }
  })();
  const fed = feed(open, await zstdDecompress(), tar, signal);
  const [outcome] = await Promise.allSettled([fed, walked]);
  signal.throwIfAborted();
  return outcome.status === 'fulfilled';
}

async function feed(
  open: OpenArchive,
  decompress: Transform,
  tar: Extract,
  signal: AbortSignal,
): Promise<void> {
  await pipeline(await open(), decompress, tar, { signal });
}
