import { pipeline, Readable } from 'node:stream';
import type { Extract, Header } from 'tar-stream';
import { fail, type FailureError } from '../platform/failure.ts';
import type { ArchiveFormat } from './archiveFormat.ts';
import type { ArchiveLimits } from './archiveLimits.ts';
import type { ArchiveBytes, ArchiveReader } from './archiveReader.ts';
import { EntryIndex } from './entryIndex.ts';
import { readError } from './readError.ts';
import { refuse, RefusedError, type Refusal, type RefusalReason } from './refusal.ts';
import { sizeRefusal } from './sizeRefusal.ts';
import { tarBytes, type Decoders } from './tarBytes.ts';

type Entry = Extract extends AsyncIterable<infer Source> ? Source : never;

/**
 * Reads a tar, packed or not, once from front to back for its list; a file is read by going there again, because a packed tar has
 * no way in but the front. A tar that breaks off keeps what was before. Fails as damaged if not even one entry can be read.
 */
export async function readTar(
  source: ArchiveBytes,
  format: Exclude<ArchiveFormat, 'zip'>,
  limits: ArchiveLimits,
  signal: AbortSignal,
  decoders?: Decoders,
): Promise<ArchiveReader> {
  const index = new EntryIndex();
  const from = (stop: AbortSignal): AsyncGenerator<Entry> =>
    tarEntries(tarBytes(source, format, limits, stop, decoders));
  let count = 0;
  try {
    for await (const entry of from(signal)) {
      if (index.length > limits.entries) {
        index.problems.push({ reason: 'tooMany', limit: limits.entries });
        break;
      }
      addEntry(index, entry.header, count, limits);
      entry.resume();
      count++;
    }
  } catch (error) {
    const failure = readError(error, signal);
    if (!(failure instanceof RefusedError)) throw failure;
    const { refusal } = failure;
    if (count === 0 && refusal.reason === 'damaged') fail({ kind: 'damaged', problem: 'unreadable' }, error);
    index.problems.push(refusal.reason === 'damaged' ? { reason: 'breaksOff', limit: count } : refusal);
  }
  const each: ArchiveReader['each'] = async (ids, visit, stop) => {
    const wanted = new Map([...ids].map((id) => [index.position(id), id]));
    let position = 0;
    try {
      for await (const entry of from(stop)) {
        const id = wanted.get(position++);
        if (id !== undefined) {
          await visit(id, content(entry, index.facts(id).size, stop));
          wanted.delete(position - 1);
          if (wanted.size === 0) return;
        }
        entry.resume();
      }
    } catch (error) {
      throw readError(error, stop);
    }
    if (wanted.size > 0) refuse('damaged');
  };
  return {
    index,
    open: (id, stop) => openOne(from(stop), index.position(id), index.facts(id).size, stop),
    each,
    inPlace: () => Promise.resolve(undefined),
  };
}

async function* openOne(
  entries: AsyncGenerator<Entry>,
  position: number,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let at = 0;
  try {
    for await (const entry of entries) {
      if (at++ === position) {
        yield* content(entry, size, signal);
        return;
      }
      entry.resume();
    }
  } catch (error) {
    throw readError(error, signal);
  }
  refuse('damaged');
}

async function* content(entry: Entry, expected: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const chunk of entry as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      size += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw readError(error, signal);
  }
  if (size !== expected) refuse('damaged');
}

/** The entries of a tar. Bytes that end in a failure are read to there first: what came before it is whole. */
async function* tarEntries(bytes: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const { extract } = await import('tar-stream');
  const tar = extract();
  let failure: FailureError | undefined;
  async function* untilFailure(): AsyncGenerator<Buffer> {
    try {
      yield* bytes;
    } catch (error) {
      failure = readError(error, NO_SIGNAL);
    }
  }
  // What goes wrong arrives at the tar, whose entries are read.
  pipeline(Readable.from(untilFailure()), tar, () => undefined);
  try {
    yield* tar;
  } catch (error) {
    throw failure ?? error;
  }
  if (failure) throw failure;
}

/** Whoever reads the entries knows better whether it was cancelled. */
const NO_SIGNAL = new AbortController().signal;

function addEntry(index: EntryIndex, header: Header, position: number, limits: ArchiveLimits): void {
  const isFolder = header.type === 'directory';
  const size = isFolder ? 0 : header.size;
  const time = header.mtime.getTime();
  const modifiedMs = Number.isFinite(time) ? time : 0;
  const facts = { size, packedSize: size, position, modifiedMs, crc32: 0, method: 0 };
  const reason = typeRefusal(header);
  const refusal: Refusal | undefined = reason ? { reason } : sizeRefusal(size, size, limits);
  index.add(header.name, facts, refusal, isFolder);
}

function typeRefusal({ type, name, linkname }: Header): RefusalReason | undefined {
  switch (type) {
    case 'file':
    case 'contiguous-file':
    case 'directory':
      return undefined;
    case 'symlink':
      return leadsOut(name.split('/').slice(0, -1), linkname) ? 'linkOutside' : 'link';
    case 'link':
      // A hard link names its file from the root of the archive.
      return leadsOut([], linkname) ? 'linkOutside' : 'link';
    case 'block-device':
    case 'character-device':
    case 'fifo':
      return 'special';
    default:
      // A tar may hold types that nobody has named.
      return 'special';
  }
}

function leadsOut(folders: readonly string[], target: string | null): boolean {
  if (target === null) return false;
  if (target.startsWith('/') || /^[a-z]:|\\/i.test(target)) return true;
  let depth = folders.filter((folder) => folder !== '' && folder !== '.').length;
  for (const segment of target.split('/')) {
    if (segment === '..') depth--;
    else if (segment !== '' && segment !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}
