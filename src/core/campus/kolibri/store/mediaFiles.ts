import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { randomBytes } from 'node:crypto';

/** The server's storage: `log_export/…` and `temp/…`, as one folder. A name that leads out of it is no file. */
export class MediaFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** Where a file of this name is, or would be; undefined for a name that leads out. */
  pathOf(name: string): string | undefined {
    const path = resolve(this.#folder, name);
    return path.startsWith(this.#folder + sep) ? path : undefined;
  }

  /** Puts a file in place when it is whole, over one of that name. */
  async write(name: string, bytes: Uint8Array | string): Promise<void> {
    const path = this.pathOf(name);
    if (path === undefined) return;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = join(dirname(path), `.${randomBytes(6).toString('hex')}.part`);
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await rename(draft, path);
  }

  /** The bytes of a file; undefined if there is none. */
  async read(name: string): Promise<Buffer | undefined> {
    const path = this.pathOf(name);
    return path === undefined ? undefined : readFile(path).catch(missing);
  }

  /** When a file was written, in milliseconds since 1970; undefined if there is none. */
  async modified(name: string): Promise<number | undefined> {
    const path = this.pathOf(name);
    const found = path === undefined ? undefined : await stat(path).catch(missing);
    return found?.isFile() ? found.mtimeMs : undefined;
  }

  /** The names of the files right below a folder, with it. */
  async list(folder: string): Promise<readonly string[]> {
    const path = this.pathOf(folder);
    const entries = path === undefined ? [] : await readdir(path, { withFileTypes: true }).catch(missing);
    return (entries ?? []).filter((entry) => entry.isFile()).map(({ name }) => `${folder}${name}`);
  }

  async remove(name: string): Promise<void> {
    const path = this.pathOf(name);
    if (path !== undefined) await rm(path, { force: true });
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return undefined;
  throw error;
}
