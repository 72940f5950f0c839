import type { Readable } from 'node:stream';
import type { ComposedRequest, ExportKind, ExportRequest } from './exportRequest.ts';
import type { Overtaker } from './failure.ts';

/**
 * The server's handle of work that it does for us. `uri` is opaque and optional (Codio's taskUri). `askedAt` (ISO) is when we asked
 * for it, or first saw it run: its file is no older than that. Absent for what the server had made before we knew of it.
 */
export type TaskRef = { readonly id: string; readonly uri?: string; readonly askedAt?: string };

/**
 * A finished file on a server. The URL grants access to student data: it is kept in memory only, never in the ledger, a log or a
 * message. After a restart the server is asked for it again.
 */
export type RemoteFile = {
  readonly url: string;
  /** What the file must be the answer to, where a server may put that of another request in its place; `open` looks. */
  readonly request?: ExportRequest;
};

/** What the server answered to "make this file". */
export type Begun =
  { readonly step: 'task'; readonly task: TaskRef } | { readonly step: 'file'; readonly file: RemoteFile };

/** `fraction` is 0..1 where the server gives it. `reason` is the server's text: shown, never logged. */
export type TaskState =
  | { readonly step: 'running'; readonly fraction?: number }
  | { readonly step: 'ready'; readonly file: RemoteFile }
  | { readonly step: 'failed'; readonly reason: string }
  | { readonly step: 'overtaken'; readonly by: Overtaker };

/** Go on from byte `from`, if the file is still the one with this validator (an ETag or a Last-Modified date). */
export type Resume = { readonly from: number; readonly validator: string };

/** An opened download. `body` must be read to its end or destroyed. */
export type FileReply = {
  /** The first byte that `body` carries: 0, or `Resume.from` when the server went on from there. */
  readonly from: number;
  /** Size of the whole file in bytes, if the server says. */
  readonly total?: number;
  /** What to send as If-Range later; absent if the server does not take part in resuming. */
  readonly validator?: string;
  readonly contentType?: string;
  readonly body: Readable;
};

/** How patiently to ask for the state of a task. All times in milliseconds. */
export type PollSchedule = {
  /** Delays before the first polls; the last one repeats. */
  readonly delays: readonly number[];
  /** After this time … */
  readonly slowAfter: number;
  /** … this delay is used. */
  readonly slowDelay: number;
  /** After this time the job gives up as timed out. */
  readonly limit: number;
};

/** One piece of a composed export: its path in the zip, without an ending, and the export that makes it. */
export type PlannedPart = { readonly name: string; readonly request: ExportRequest };

/**
 * What a composed export consists of, and about how many requests it will take of the platform's limits. `firstCompleted` and
 * `lastCompleted` (ISO) are the dates of the work it covers, as far as the server gives any.
 */
export type ExportPlan = {
  readonly parts: readonly PlannedPart[];
  readonly requests: number;
  readonly firstCompleted?: string;
  readonly lastCompleted?: string;
};

/** An export that the server has, whoever asked for it. `by` and the ISO time `at` are there where the server says them. */
export type ServerExport = {
  readonly task: TaskRef;
  readonly state: 'running' | 'ready';
  readonly at?: string;
  readonly by?: string;
};

/** How a platform makes files. The job engine drives it; see src/core/exports. */
export interface ExportPort {
  readonly kinds: readonly ExportKind[];

  /** Finds out what a composed export consists of. Absent on platforms without composed exports. */
  plan?(request: ComposedRequest, signal: AbortSignal): Promise<ExportPlan>;

  /**
   * The exports of this kind and place that the server still has, in its order; failed ones left out. Absent, or empty, where a server
   * keeps no list.
   */
  onServer?(request: ExportRequest, signal: AbortSignal): Promise<readonly ServerExport[]>;

  schedule(request: ExportRequest): PollSchedule;

  /** Asks the server to make the file. Called once for a job, after the job is in the ledger. */
  begin(request: ExportRequest, signal: AbortSignal): Promise<Begun>;

  /**
   * Looks for the task that an earlier `begin` at `askedAt` made, when Lectern died before the answer came. Undefined: none is
   * known, ask again. `known` are the ids of the tasks that the server had before; with them a task that has finished meanwhile is
   * known too.
   */
  findBegun(
    request: ExportRequest,
    askedAt: Date,
    signal: AbortSignal,
    known?: readonly string[],
  ): Promise<TaskRef | undefined>;

  /** The state of a task. A task the server does not know fails as gone/task. */
  check(request: ExportRequest, task: TaskRef, signal: AbortSignal): Promise<TaskState>;

  /** Opens the file. An expired or unknown link fails as gone/link. */
  open(file: RemoteFile, resume: Resume | undefined, signal: AbortSignal): Promise<FileReply>;

  /** The file is safe on disk, or nobody wants it: lets the server forget the task where it can. Never fails. */
  release(request: ExportRequest, task: TaskRef, signal: AbortSignal): Promise<void>;
}
