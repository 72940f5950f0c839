import * as v from 'valibot';
import { failureSchema, pauseSchema, refSchema, type Pause } from '../exports/job.ts';
import type { Failure } from '../platform/failure.ts';
import type { Ref } from '../platform/place.ts';

/** A course of a run, and the folder of its files: unique in the run, valid on every system. */
export type CloseOutCourse = Ref & { readonly folder: string };

/** How many exports a run consists of, and how they ended so far. `absent`: the course has nothing of that kind. */
export type CloseOutCounts = {
  readonly total: number;
  readonly saved: number;
  readonly absent: number;
  readonly failed: number;
};

/**
 * One close-out. `folder` is absolute, `createdAt` ISO. It is `running` as long as there is something to do: also while it is paused until
 * requests come back, and while it is stopped by what only the user can mend.
 */
export type CloseOutRecord = {
  readonly id: string;
  readonly connectionId: string;
  readonly createdAt: string;
  readonly folder: string;
  readonly courses: readonly CloseOutCourse[];
  readonly status: 'running' | 'cancelled' | 'ended';
  readonly paused?: Pause;
  readonly stopped?: Failure;
  readonly counts: CloseOutCounts;
};

const record = v.object({
  id: v.string(),
  connectionId: v.string(),
  createdAt: v.string(),
  folder: v.string(),
  courses: v.array(v.object({ ...refSchema.entries, folder: v.string() })),
  status: v.picklist(['running', 'cancelled', 'ended']),
  paused: v.exactOptional(pauseSchema),
  stopped: v.exactOptional(failureSchema),
  counts: v.object({ total: v.number(), saved: v.number(), absent: v.number(), failed: v.number() }),
});

/** The record without what held it up. */
export function unheld(record: CloseOutRecord): CloseOutRecord {
  const { id, connectionId, createdAt, folder, courses, status, counts } = record;
  return { id, connectionId, createdAt, folder, courses, status, counts };
}

/** Reads the record of a run; undefined for anything else. */
export function parseCloseOut(text: string): CloseOutRecord | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), record), text);
  return result.success ? result.output : undefined;
}
