import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeLeasedFolder, sweepLeasedFolders, type LeasedFolder } from '../storage/leasedFolder.ts';
import { refuse } from './refusal.ts';

/** An archive that was expanded into the cache. `remove` may be called more than once. */
export type CachedArchive = { readonly path: string; remove(): Promise<void> };

type Item = { readonly path: string; readonly size: number; readonly onEvict: () => void };

/**
 * A folder for archives inside archives, of which only a whole file can be read from any place. Each process has a folder of its
 * own below it, held by a lease, so that whoever comes next knows which ones nobody uses any more.
 */
export class ArchiveCache {
  readonly #root: string;
  readonly #limitBytes: number;
  readonly #items = new Map<string, Item>();
  #bytes = 0;
  #own: Promise<LeasedFolder> | undefined;

  /** @param root a folder of the extension's own; it need not exist */
  constructor(root: string, limitBytes: number) {
    this.#root = root;
    this.#limitBytes = limitBytes;
  }

  /** Removes what processes that have died left behind. */
  async sweep(): Promise<void> {
    await sweepLeasedFolders(this.#root);
  }

  /**
   * Writes a file of `size` bytes into the cache. What was used longest ago makes room; `onEvict` tells that this file is about to
   * go. Fails as refused where the content is larger than it said, or than the cache.
   */
  async put(
    content: AsyncIterable<Buffer>,
    size: number,
    onEvict: () => void,
    signal: AbortSignal,
  ): Promise<CachedArchive> {
    if (size > this.#limitBytes) refuse('tooLarge', this.#limitBytes);
    const folder = await this.#ownFolder();
    await this.#makeRoom(size);
    const path = join(folder.path, randomUUID());
    this.#bytes += size;
    this.#items.set(path, { path, size, onEvict });
    try {
      await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal });
    } catch (error) {
      await this.#remove(path);
      throw error;
    }
    return { path, remove: () => this.#remove(path) };
  }

  /** Removes everything that this process has put there. */
  async clear(): Promise<void> {
    const own = await this.#own;
    this.#own = undefined;
    this.#items.clear();
    this.#bytes = 0;
    await own?.remove();
  }

  async #ownFolder(): Promise<LeasedFolder> {
    this.#own ??= makeLeasedFolder(this.#root);
    try {
      return await this.#own;
    } catch (error) {
      // The next archive tries again.
      this.#own = undefined;
      throw error;
    }
  }

  async #makeRoom(size: number): Promise<void> {
    for (const { path, onEvict } of [...this.#items.values()]) {
      if (this.#bytes + size <= this.#limitBytes) return;
      onEvict();
      await this.#remove(path);
    }
  }

  async #remove(path: string): Promise<void> {
    const item = this.#items.get(path);
    if (!item) return;
    this.#items.delete(path);
    this.#bytes -= item.size;
    await rm(path, { force: true });
  }
}
