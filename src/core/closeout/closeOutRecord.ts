import * as v from 'valibot';
import type { Pause } from '../exports/job/job.ts';
import { pauseSchema, refSchema } from '../exports/job/jobSchema.ts';
import { failureSchema } from '../platform/failureSchema.ts';
import type { Failure } from '../platform/failure.ts';
import type { Ref } from '../platform/place.ts';

/**
 * A course of a run, and the folder of its files: unique in the run, valid on every system. `inactive`: how many students had completed
 * nothing for 90 days when the run began, where that was known.
 */
export type CloseOutCourse = Ref & { readonly folder: string; readonly inactive?: number };

/**
 * How many exports a run consists of, and how they ended so far. `absent`: the course has nothing of that kind. `damaged`: saved, but a
 * verification has found that the file is not as it was; `saved` does not count those.
 */
export type CloseOutCounts = {
  readonly total: number;
  readonly saved: number;
  readonly absent: number;
  readonly failed: number;
  readonly damaged: number;
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
  courses: v.array(
    v.object({ ...refSchema.entries, folder: v.string(), inactive: v.exactOptional(v.number()) }),
  ),
  status: v.picklist(['running', 'cancelled', 'ended']),
  paused: v.exactOptional(pauseSchema),
  stopped: v.exactOptional(failureSchema),
  counts: v.object({
    total: v.number(),
    saved: v.number(),
    absent: v.number(),
    failed: v.number(),
    // Not in records of before files were verified.
    damaged: v.optional(v.number(), 0),
  }),
});

/** The record without what held it up. */
export function unheld(record: CloseOutRecord): CloseOutRecord {
  const { id, connectionId, createdAt, folder, courses, status, counts } = record;
  return { id, connectionId, createdAt, folder, courses, status, counts };
}

/** True for a run that lacks something which Resume may bring, and for one that waits or was stopped. */
export function canResume({ status, paused, stopped, counts }: CloseOutRecord): boolean {
  const rests = status !== 'running' || paused !== undefined || stopped !== undefined;
  return rests && counts.saved + counts.absent < counts.total;
}

/** Reads the record of a run; undefined for anything else. */
export function parseCloseOut(text: string): CloseOutRecord | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), record), text);
  return result.success ? result.output : undefined;
}
