import { stat } from 'node:fs/promises';
import type * as vscode from 'vscode';
import type { Archive } from '../../core/archives/archive.ts';
import type { ArchiveCache } from '../../core/archives/archiveCache.ts';
import { DEFAULT_LIMITS } from '../../core/archives/archiveLimits.ts';
import type { CloseOuts } from '../../core/closeout/closeOuts.ts';
import type { SavedFile } from '../../core/exports/job/job.ts';
import type { JobEngine } from '../../core/exports/run/jobEngine.ts';
import { fail, FailureError, failureOf } from '../../core/platform/failure.ts';

/** Archives whose lists are kept; the one used longest ago goes first. */
const OPEN_AT_ONCE = 4;

type Opened = { readonly stamp: string; readonly opening: Promise<Archive> };

/** The archives of finished exports, each opened when it is first looked into. */
export class ExportArchives {
  readonly #jobs: JobEngine;
  readonly #closeOuts: CloseOuts;
  readonly #cacheFolder: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #opened = new Map<string, Opened>();
  readonly #closing = new AbortController();
  #cache: Promise<ArchiveCache> | undefined;

  constructor(jobs: JobEngine, closeOuts: CloseOuts, cacheFolder: string, log: vscode.LogOutputChannel) {
    this.#jobs = jobs;
    this.#closeOuts = closeOuts;
    this.#cacheFolder = cacheFolder;
    this.#log = log;
  }

  /** The archive of a job, or of an export of a close-out (`savedId.ts`); read anew when the file has changed. Fails as gone/file if the job has none. */
  async archive(jobId: string): Promise<Archive> {
    const { path } = await this.file(jobId);
    const stamp = await stampOf(path);
    const known = this.#opened.get(jobId);
    this.#opened.delete(jobId);
    if (known?.stamp === stamp) {
      this.#opened.set(jobId, known);
      return known.opening;
    }
    if (known) this.#close(known);
    const opened = { stamp, opening: this.#open(path) };
    this.#opened.set(jobId, opened);
    opened.opening.catch(() => {
      if (this.#opened.get(jobId) === opened) this.#opened.delete(jobId);
    });
    for (const [id, old] of [...this.#opened].slice(0, -OPEN_AT_ONCE)) {
      this.#opened.delete(id);
      this.#close(old);
    }
    return opened.opening;
  }

  /** The file of a finished export that is an archive. Fails as gone/file. */
  async file(jobId: string): Promise<SavedFile> {
    const closedOut = await this.#closeOuts.saved(jobId);
    if (closedOut && isArchive(closedOut)) return closedOut;
    // A document that was open when the editor was closed is asked for before the ledger has been read.
    if (!this.#jobs.job(jobId)) await this.#jobs.refresh();
    const state = this.#jobs.job(jobId)?.job.state;
    if (state?.step !== 'done' || !isArchive(state.file)) fail({ kind: 'gone', missing: 'file' });
    return state.file;
  }

  /** Removes what an editor that was killed has left in the cache. */
  async sweep(): Promise<void> {
    await (await this.#theCache()).sweep();
  }

  /** Closes everything and empties the cache. */
  async dispose(): Promise<void> {
    this.#closing.abort();
    this.#opened.clear();
    if (this.#cache) await (await this.#cache).clear();
  }

  async #open(path: string): Promise<Archive> {
    const { openArchive } = await import('../../core/archives/openArchive.ts');
    return openArchive(path, { cache: await this.#theCache() }, this.#closing.signal);
  }

  #theCache(): Promise<ArchiveCache> {
    this.#cache ??= import('../../core/archives/archiveCache.ts').then(
      (module) => new module.ArchiveCache(this.#cacheFolder, DEFAULT_LIMITS.cacheBytes),
    );
    return this.#cache;
  }

  #close({ opening }: Opened): void {
    opening
      .then((archive) => archive.close())
      .catch((error: unknown) => this.#log.warn(`an archive could not be closed: ${failureOf(error).kind}`));
  }
}

/** Whether an export can be looked into. */
export function isArchive({ kind }: SavedFile): boolean {
  return kind === 'zip' || kind === 'tar.zst' || kind === 'tar.gz';
}

async function stampOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return `${path} ${size} ${mtimeMs}`;
  } catch (error) {
    throw new FailureError(failureOf(error), { cause: error });
  }
}
