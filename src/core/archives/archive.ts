import { fail, FailureError, failureOf } from '../platform/failure.ts';
import { DEFAULT_LIMITS, type ArchiveLimits } from './archiveLimits.ts';
import type { ArchiveCache, CachedArchive } from './archiveCache.ts';
import type { ArchiveEntry, Listing } from './archiveEntry.ts';
import { archiveFormat, FORMAT_BYTES, looksLikeArchive } from './archiveFormat.ts';
import type { ArchiveBytes, ArchiveReader } from './archiveReader.ts';
import { fileBytes } from '../zip/randomBytes.ts';
import { readError } from './readError.ts';
import { RefusedError, refuse } from './refusal.ts';
import { readTar } from './tarReader.ts';
import type { Decoders } from './tarBytes.ts';
import { readZip } from './zipReader.ts';

export type ArchiveOptions = {
  /** Where archives inside archives are expanded, when they are opened and only then. */
  readonly cache: ArchiveCache;
  readonly limits?: Partial<ArchiveLimits>;
  readonly decoders?: Decoders;
};

/** One archive of those inside one another: `prefix` is the path that leads to it, `''` or ending in `/`. */
export type Level = {
  readonly reader: ArchiveReader;
  readonly depth: number;
  readonly prefix: string;
  readonly nested: Map<number, Promise<Level>>;
  readonly cached?: CachedArchive;
};

/** What a path leads to: an entry of one of the archives; 0 is an archive's root. */
export type Located = { readonly level: Level; readonly id: number };

/**
 * An archive on disk that is looked into without unpacking it. Paths are joined by `/` and lead on into archives inside it.
 * Nothing is written but into the cache; nothing stays open between two calls. Fails with a FailureError only; what the archive
 * itself is to blame for is a {@link RefusedError}, and a path that leads nowhere is gone/file.
 */
export class Archive {
  readonly limits: ArchiveLimits;
  readonly #cache: ArchiveCache;
  readonly #decoders: Decoders | undefined;
  readonly #closing = new AbortController();
  #root: Level | undefined;

  constructor({ cache, limits, decoders }: ArchiveOptions) {
    this.#cache = cache;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.#decoders = decoders;
  }

  /** Reads the list of the outermost archive. Call once, before anything else. */
  async read(path: string, signal: AbortSignal): Promise<void> {
    const bytes = await asFailure(() => fileBytes(path), signal);
    const reader = await asFailure(() => this.#reader({ access: 'random', bytes }, signal), signal);
    this.#root = { reader, depth: 1, prefix: '', nested: new Map() };
  }

  /** Entries of a folder or an archive, from the one numbered `from`; `''` is the outermost archive. */
  async list(path: string, page: { readonly from: number; readonly count: number }): Promise<Listing> {
    const { level, id } = await this.locate(path, 'inside');
    const { index } = level.reader;
    if (!index.isFolder(id)) notThere();
    const children = index.children(id);
    return {
      entries: [...children.subarray(page.from, page.from + page.count)].map((child) =>
        entryOf({ level, id: child }, this.limits),
      ),
      total: children.length,
      problems: id === 0 ? index.problems : [],
    };
  }

  /** What is at a path, which is not `''`. */
  async stat(path: string): Promise<ArchiveEntry> {
    return entryOf(await this.locate(path, 'at'), this.limits);
  }

  /** The content of a file, checked while it is read. */
  async open(path: string, signal: AbortSignal): Promise<AsyncIterable<Buffer>> {
    const { level, id } = await this.locate(path, 'at');
    const { index } = level.reader;
    if (index.isFolder(id)) notThere();
    const refusal = index.refusal(id);
    if (refusal) refuse(refusal.reason, refusal.limit);
    return level.reader.open(id, signal);
  }

  /** Follows a path; an archive at its end is the file that it is (`at`), or the root of what is in it (`inside`). */
  async locate(path: string, end: 'at' | 'inside'): Promise<Located> {
    let level = this.#root ?? fail({ kind: 'cancelled' });
    let id = 0;
    const segments = path.split('/').filter((segment) => segment !== '');
    for (const [i, segment] of segments.entries()) {
      const child = level.reader.index.child(id, segment);
      if (child === undefined) return notThere();
      id = child;
      const goesOn = end === 'inside' || i < segments.length - 1;
      if (!goesOn || level.reader.index.isFolder(id)) continue;
      if (!looksLikeArchive(segment)) return notThere();
      level = await this.#openNested({ level, id });
      id = 0;
    }
    return { level, id };
  }

  /** Removes from the cache what belongs to this archive. It cannot be used any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    const root = this.#root;
    this.#root = undefined;
    if (root) await closeLevel(root);
  }

  #openNested(at: Located): Promise<Level> {
    const { level, id } = at;
    const known = level.nested.get(id);
    if (known) return known;
    const opening = this.#readNested(at);
    level.nested.set(id, opening);
    // What failed may be tried again; whoever waits is told by the promise itself.
    opening.catch(() => level.nested.delete(id));
    return opening;
  }

  async #readNested({ level, id }: Located): Promise<Level> {
    const { reader, depth } = level;
    const { index } = reader;
    const refusal = index.refusal(id);
    if (refusal) refuse(refusal.reason, refusal.limit);
    if (depth >= this.limits.depth) refuse('tooDeep', this.limits.depth);
    const { signal } = this.#closing;
    const inner = { depth: depth + 1, prefix: `${pathOf({ level, id })}/`, nested: new Map() };
    return asFailure(async () => {
      const { size } = index.facts(id);
      const inPlace = await reader.inPlace(id);
      if (inPlace)
        return { ...inner, reader: await this.#reader({ access: 'random', bytes: inPlace }, signal) };
      const open = (stop: AbortSignal): AsyncIterable<Buffer> => reader.open(id, stop);
      if (archiveFormat(await firstBytes(open(signal))) !== 'zip')
        return {
          ...inner,
          reader: await this.#reader({ access: 'sequential', packedSize: size, open }, signal),
        };
      if (size > this.limits.nestedBytes) refuse('tooLarge', this.limits.nestedBytes);
      const evict = (): void => void level.nested.delete(id);
      const cached = await this.#cache.put(open(signal), size, evict, signal);
      try {
        const bytes = await fileBytes(cached.path);
        return { ...inner, reader: await this.#reader({ access: 'random', bytes }, signal), cached };
      } catch (error) {
        await cached.remove();
        throw error;
      }
    }, signal);
  }

  async #reader(source: ArchiveBytes, signal: AbortSignal): Promise<ArchiveReader> {
    const head =
      source.access === 'random'
        ? await source.bytes.read(0, FORMAT_BYTES)
        : await firstBytes(source.open(signal));
    const format = archiveFormat(head) ?? fail({ kind: 'damaged', problem: 'wrongKind' });
    if (format !== 'zip') return readTar(source, format, this.limits, signal, this.#decoders);
    if (source.access !== 'random') return refuse('damaged');
    return readZip(source.bytes, this.limits, signal);
  }
}

/** The path that leads to an entry. */
export function pathOf({ level, id }: Located): string {
  const { index } = level.reader;
  const names: string[] = [];
  for (let at = id; at !== 0; at = index.parent(at)) names.unshift(index.name(at));
  return level.prefix + names.join('/');
}

/** An entry as it is shown. */
function entryOf(at: Located, { depth }: ArchiveLimits): ArchiveEntry {
  const { level, id } = at;
  const { index } = level.reader;
  const name = index.name(id);
  const { size, modifiedMs } = index.facts(id);
  const kind = index.isFolder(id) ? 'folder' : looksLikeArchive(name) ? 'archive' : 'file';
  const refusal =
    index.refusal(id) ??
    (kind === 'archive' && level.depth >= depth ? ({ reason: 'tooDeep', limit: depth } as const) : undefined);
  return {
    name,
    kind,
    size,
    modifiedMs,
    ...(!index.isStray(id) && { path: pathOf(at) }),
    ...(refusal && { refusal }),
  };
}

async function closeLevel({ nested, cached }: Level): Promise<void> {
  for (const opening of nested.values()) {
    const level = await opening.catch(() => undefined); // it failed, so there is nothing to close
    if (level) await closeLevel(level);
  }
  nested.clear();
  await cached?.remove();
}

async function firstBytes(content: AsyncIterable<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  for await (const chunk of content) {
    head = Buffer.concat([head, chunk.subarray(0, FORMAT_BYTES)]);
    if (head.length >= FORMAT_BYTES) break;
  }
  return head;
}

async function asFailure<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FailureError || signal.aborted) throw readError(error, signal);
    const failure = failureOf(error);
    if (failure.kind === 'disk') throw new FailureError(failure, { cause: error });
    throw new RefusedError({ reason: 'damaged' }, { cause: error });
  }
}

function notThere(): never {
  fail({ kind: 'gone', missing: 'file' });
}
