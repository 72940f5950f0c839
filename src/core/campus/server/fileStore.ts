import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { readJson, writeJson } from './jsonFile.ts';

/** Longer than anybody waits for a download. A task whose file has gone makes it again. */
const KEEP_MS = 6 * 3_600_000;

const NAME = /^[A-Za-z0-9._-]{1,120}$/;
const RecordSchema = v.object({ size: v.number(), sha256: v.string(), madeAt: v.number() });

/** A finished file. `madeAt` is in epoch milliseconds. */
export type StoredFile = v.InferOutput<typeof RecordSchema> & {
  readonly name: string;
  readonly path: string;
};

/** The finished files of a campus: each one beside a small record of what it is. */
export class FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder, and removes what is older than a few hours. */
  async open(now: number): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      // Another window may be tidying the same folder.
      const found = await stat(path).catch(() => undefined);
      if (found && found.mtimeMs < now - KEEP_MS) await rm(path, { force: true });
    }
  }

  /** The file of this name, if it is finished and still there. */
  async find(name: string): Promise<StoredFile | undefined> {
    if (!NAME.test(name)) return undefined;
    const path = join(this.#folder, name);
    const record = await readJson(`${path}.json`, RecordSchema);
    if (!record || !(await stat(path).catch(() => undefined))) return undefined;
    return { ...record, name, path };
  }

  async all(): Promise<readonly StoredFile[]> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json')).sort();
    const files = await Promise.all(names.map((name) => this.find(name.slice(0, -'.json'.length))));
    return files.filter((file) => file !== undefined);
  }

  /** Makes a file: `write` streams it, and it has its name only when it is whole. */
  async make(name: string, now: number, write: (out: Writable) => Promise<void>): Promise<StoredFile> {
    const path = join(this.#folder, name);
    const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
    const hash = createHash('sha256');
    let size = 0;
    const source = new PassThrough();
    const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    };
    const saved = pipeline(source, counted, createWriteStream(draft, { mode: 0o600 }));
    try {
      await Promise.all([write(source), saved]);
      const record = { size, sha256: hash.digest('hex'), madeAt: now };
      await writeJson(`${path}.json`, record);
      await rename(draft, path);
      return { ...record, name, path };
    } catch (error) {
      source.destroy();
      await saved.catch(() => undefined);
      await rm(draft, { force: true });
      throw error;
    }
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }
}

/** A file name that cannot be guessed, in the platform's manner: milliseconds first (Codio protocol, section 5.3). */
export function linkName(now: number, ending: string): string {
  return `${now}-${randomBytes(9).toString('hex')}${ending}`;
}
