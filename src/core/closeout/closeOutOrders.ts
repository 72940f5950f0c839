import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { makeFolder } from '../storage/makeFolder.ts';
import { writeAtomic } from '../storage/writeAtomic.ts';
import { FILE_PROBLEMS } from '../verify/fileProblem.ts';
import { CLOSE_OUT_KINDS } from '../manifest/closeOutKind.ts';

const order = v.variant('action', [
  v.object({
    action: v.picklist(['cancel', 'resume']),
    /** Only what is of this course … */
    course: v.exactOptional(v.string()),
    /** … and only this export of it. */
    kind: v.exactOptional(v.picklist(CLOSE_OUT_KINDS)),
  }),
  /** What a verification that began at this time (ISO) has found; files by their names in the manifest. All others are as saved. */
  v.object({
    action: v.literal('checked'),
    at: v.string(),
    damaged: v.array(v.object({ file: v.string(), problem: v.picklist(FILE_PROBLEMS) })),
  }),
]);

/** What is wanted of a run. */
export type CloseOutOrder = v.InferOutput<typeof order>;

/**
 * The orders for one run, a file each until they are carried out: any window may give them, only the one that holds the run carries them
 * out.
 */
export class CloseOutOrders {
  readonly #folder: string;

  constructor(runFolder: string) {
    this.#folder = join(runFolder, 'orders');
  }

  async give(wanted: CloseOutOrder): Promise<void> {
    await makeFolder(this.#folder, 0o700);
    // Names sort by time.
    const name = `${String(Date.now()).padStart(15, '0')}-${randomUUID()}.json`;
    await writeAtomic(join(this.#folder, name), JSON.stringify(wanted));
  }

  async waiting(): Promise<boolean> {
    return (await this.#names()).length > 0;
  }

  /** Takes all orders, the oldest first; call only as the holder of the run. */
  async take(): Promise<readonly CloseOutOrder[]> {
    const orders: CloseOutOrder[] = [];
    for (const name of await this.#names()) {
      const path = join(this.#folder, name);
      const read = v.safeParse(v.pipe(v.string(), v.parseJson(), order), await readFile(path, 'utf8'));
      if (read.success) orders.push(read.output);
      await rm(path, { force: true });
    }
    return orders;
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith('.json')).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}
