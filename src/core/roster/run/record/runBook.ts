import { createWriteStream } from 'node:fs';
import { open, readFile, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { failureSchema } from '../../../platform/failureSchema.ts';
import { fail, type Failure } from '../../../platform/failure.ts';
import { linesOf } from '../../../storage/linesOf.ts';
import { makeFolder } from '../../../storage/makeFolder.ts';
import { writeAtomic } from '../../../storage/writeAtomic.ts';
import { runChangeSchema, runHeadSchema, type RunChange, type RunHead, type RunPlan } from './runPlan.ts';
import { parseRunRecord, type RunRecord } from './runRecord.ts';

const planLine = v.union([v.object({ head: runHeadSchema }), v.object({ change: runChangeSchema })]);

const journalLine = v.object({
  step: v.string(),
  state: v.picklist(['begun', 'done', 'failed']),
  /** Ids that the step has learned: of the class or user it made, or of the users of each change it took. */
  made: v.exactOptional(v.array(v.string())),
  failure: v.exactOptional(failureSchema),
});
type JournalLine = {
  readonly step: string;
  readonly state: 'begun' | 'done' | 'failed';
  readonly made?: readonly string[];
  readonly failure?: Failure;
};

/** How far a step is; one that nothing is known of has not been begun. */
export type StepState =
  | { readonly state: 'begun' }
  | { readonly state: 'done'; readonly made: readonly string[] }
  | { readonly state: 'failed'; readonly failure: Failure };

/**
 * The ledger of one run, in a folder of its own: `run.json` (what it is), `plan.jsonl` (what it does, written once before the first
 * step) and `journal.jsonl`, to which every step is appended before it is taken and after. No file of it holds a password.
 */
export class RunBook {
  readonly #folder: string;
  readonly #plan: RunPlan;
  readonly #states = new Map<string, StepState>();
  #record: RunRecord;
  #journal: Promise<FileHandle> | undefined;

  private constructor(folder: string, record: RunRecord, plan: RunPlan) {
    this.#folder = folder;
    this.#record = record;
    this.#plan = plan;
  }

  /** Puts a run on record: its plan first, so that what has a record has a plan. */
  static async begin(folder: string, record: RunRecord, plan: RunPlan): Promise<RunBook> {
    await makeFolder(folder, 0o700);
    const path = join(folder, 'plan.jsonl');
    await pipeline(Readable.from(planLines(plan)), createWriteStream(`${path}.part`, { mode: 0o600 }));
    await rename(`${path}.part`, path);
    const book = new RunBook(folder, record, plan);
    await book.update({});
    return book;
  }

  /** The book of a run, as far as it has come; undefined if there is none. A line that a crash cut off counts as not written. */
  static async read(folder: string): Promise<RunBook | undefined> {
    const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => undefined);
    const record = text === undefined ? undefined : parseRunRecord(text);
    if (record === undefined) return undefined;
    const book = new RunBook(folder, record, await readPlan(join(folder, 'plan.jsonl')));
    for await (const line of linesOf(join(folder, 'journal.jsonl'))) {
      const read = v.safeParse(v.pipe(v.string(), v.parseJson(), journalLine), line);
      if (read.success) book.#take(read.output);
    }
    return book;
  }

  get record(): RunRecord {
    return this.#record;
  }

  get plan(): RunPlan {
    return this.#plan;
  }

  /** Undefined for a step that has not been begun. */
  stateOf(stepId: string): StepState | undefined {
    return this.#states.get(stepId);
  }

  /** On disk before the step is taken: whoever finds it alone has to look whether it was done. */
  async begun(stepId: string): Promise<void> {
    await this.#append({ step: stepId, state: 'begun' });
    await (await this.#journal)?.datasync();
  }

  /** A power cut may take this line: then the step is looked for like any that was begun. */
  async done(stepId: string, made: readonly string[]): Promise<void> {
    await this.#append({ step: stepId, state: 'done', ...(made.length > 0 && { made }) });
  }

  /** It was not done, and will not be. */
  async failed(stepId: string, failure: Failure): Promise<void> {
    await this.#append({ step: stepId, state: 'failed', failure });
  }

  async update(change: Partial<RunRecord>): Promise<void> {
    this.#record = { ...this.#record, ...change };
    await writeAtomic(join(this.#folder, 'run.json'), `${JSON.stringify(this.#record)}\n`);
  }

  async close(): Promise<void> {
    await (await this.#journal)?.close();
    this.#journal = undefined;
  }

  async #append(line: JournalLine): Promise<void> {
    const journal = await (this.#journal ??= this.#openJournal());
    await journal.appendFile(`${JSON.stringify(line)}\n`);
    this.#take(line);
  }

  /** A cut-off line must not take the next one with it: what follows begins on a line of its own. */
  async #openJournal(): Promise<FileHandle> {
    const journal = await open(join(this.#folder, 'journal.jsonl'), 'a', 0o600);
    if ((await journal.stat()).size > 0) await journal.appendFile('\n');
    return journal;
  }

  #take({ step, state, made = [], failure }: JournalLine): void {
    if (state === 'done') this.#states.set(step, { state, made });
    else if (state === 'failed' && failure) this.#states.set(step, { state, failure });
    else this.#states.set(step, { state: 'begun' });
  }
}

function* planLines({ changes, ...head }: RunPlan): Iterable<string> {
  yield `${JSON.stringify({ head })}\n`;
  for (const change of changes) yield `${JSON.stringify({ change })}\n`;
}

async function readPlan(path: string): Promise<RunPlan> {
  let head: RunHead | undefined;
  const changes: RunChange[] = [];
  for await (const text of linesOf(path)) {
    const line = v.safeParse(v.pipe(v.string(), v.parseJson(), planLine), text);
    if (!line.success) fail({ kind: 'damaged', problem: 'unreadable' });
    if ('head' in line.output) head = line.output.head;
    else changes.push(line.output.change);
  }
  return head === undefined ? fail({ kind: 'damaged', problem: 'unreadable' }) : { ...head, changes };
}
