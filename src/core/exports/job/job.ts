import type { TaskRef } from '../../platform/exportPort.ts';
import type { ExportRequest } from '../../platform/exportRequest.ts';
import type { Failure } from '../../platform/failure.ts';

/**
 * A download under way. `name` is the part file, below the job's folder. `validator` and `total` are what the server said when
 * the first byte was fetched: with them a later run goes on where this one stopped.
 */
export type Part = { readonly name: string; readonly validator?: string; readonly total?: number };

/** A finished export on disk. `path` is absolute, `size` in bytes, `sha256` in lower-case hex. */
export type SavedFile = {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly kind: 'zip' | 'tar.zst' | 'tar.gz' | 'csv' | 'json' | 'pdf';
  /** Of usage logs: the rows below the header, and how many of them are repeats. */
  readonly rows?: RowCount;
};

export type RowCount = { readonly total: number; readonly repeats: number };

/** What an adopted file was called where it was found. It may name a student: it is shown in a tooltip only. */
export type Adopted = { readonly name: string };

/** What a rendered export does not hold as it should be. The names are assignments'; `script` is a Unicode name. */
export type RenderNote =
  | { readonly kind: 'notInSources' | 'noGuides' | 'damaged'; readonly assignment: string }
  /** Pages, images or assessments that are not there or cannot be read. */
  | { readonly kind: 'incomplete'; readonly assignment: string; readonly count: number }
  | { readonly kind: 'noFont'; readonly script: string; readonly characters: number };

/** What came of a rendered export. */
export type Rendered = { readonly pages: number; readonly notes: readonly RenderNote[] };

export type PartCount = { readonly total: number; readonly failed: number };

/**
 * Where a job stands. Each state is written to the ledger before the step that it names begins, so that whoever finds it after a
 * crash knows what may already have happened:
 *
 * - `queued`: the server has not been asked.
 * - `asking`: the server may have been asked; its answer was not seen.
 * - `waiting`: the server works on `task`.
 * - `downloading`: bytes go into `part`.
 * - `collecting`: the parts of a composed or rendered export are made, each a job of its own in the ledger of this one.
 * - `packing`: all parts have ended; the zip is written anew, whatever there is of it.
 * - `rendering`: the same for what is rendered from them.
 * - `saving`: `part` is complete and checked; it becomes `target`, of which at most an empty placeholder exists.
 * - `failed`: `resume` is the state to go on from, unless the failure means that the server has to start anew.
 */
export type ActiveState =
  | { readonly step: 'queued' }
  | {
      readonly step: 'asking';
      readonly askedAt: string;
      /** The tasks that the server had before, if it was asked. */
      readonly known?: readonly string[];
    }
  | { readonly step: 'waiting'; readonly task: TaskRef; readonly since: string }
  | { readonly step: 'downloading'; readonly task?: TaskRef; readonly part: Part }
  | { readonly step: 'collecting'; readonly total: number }
  | { readonly step: 'packing' }
  | { readonly step: 'rendering' }
  | {
      readonly step: 'saving';
      readonly task?: TaskRef;
      readonly part: Part;
      readonly file: SavedFile;
      readonly rendered?: Rendered;
    };

export type DoneState = {
  readonly step: 'done';
  readonly file: SavedFile;
  readonly finishedAt: string;
  /** The server's task that made it, to know it again in the server's list. */
  readonly task?: TaskRef;
  /** Of a composed export: how many parts it should have, and how many of them could not be made. */
  readonly parts?: PartCount;
  /** The browser made the file, and the user handed it over. */
  readonly adopted?: Adopted;
  readonly rendered?: Rendered;
};

export type EndState =
  | DoneState
  | {
      readonly step: 'failed';
      readonly failure: Failure;
      readonly resume: ActiveState;
      readonly finishedAt: string;
    }
  | {
      readonly step: 'cancelled';
      readonly finishedAt: string;
      /** The server's task that nobody waits for any more; it may go on there. */
      readonly task?: TaskRef;
    };

export type JobState = ActiveState | EndState;

/** One run of an export. A value; it survives a restart of the editor at any moment. `folder` is absolute, times are ISO. */
export type Job = {
  readonly id: string;
  readonly connectionId: string;
  readonly request: ExportRequest;
  readonly folder: string;
  readonly createdAt: string;
  /** Of a part of another export: its path in the zip, without an ending. */
  readonly name?: string;
  /** Set while the job waits for requests to come back: when it goes on by itself, and why it stopped. */
  readonly paused?: Pause;
  /** The user wants it now: it does not ask whether Lectern's share of the day is used up. */
  readonly pastShare?: true;
  /** While what was missing is made again: how the job had ended. Its file is replaced by the complete one. */
  readonly partial?: DoneState;
  readonly state: JobState;
};

/** A stop that time mends. `until` is ISO. */
export type Pause = { readonly until: string; readonly failure: Failure };

/** True while there is still something to do. */
export function isActive(state: JobState): state is ActiveState {
  return state.step !== 'done' && state.step !== 'failed' && state.step !== 'cancelled';
}

/** True for a job that waits for its time, and for an ended one that lacks something which another try may bring. */
export function canRetry({ state, paused }: Pick<Job, 'state' | 'paused'>): boolean {
  if (state.step === 'done') return (state.parts?.failed ?? 0) > 0;
  return !isActive(state) || paused !== undefined;
}
