import * as v from 'valibot';
import { isActive, type ActiveState, type JobState } from '../exports/job/job.ts';
import { jobStateSchema, refSchema } from '../exports/job/jobSchema.ts';
import type { ExportRequest } from '../platform/exportRequest.ts';
import type { Ref } from '../platform/place.ts';
import { FILE_PROBLEMS, type FileProblem } from '../verify/fileProblem.ts';
import { CLOSE_OUT_KINDS, type CloseOutKind } from '../manifest/closeOutKind.ts';
import type { CloseOutCourse } from './closeOutRecord.ts';

/** Where one export of a run stands: as a job does, or `absent` because the course has nothing of that kind. */
export type ItemState = JobState | { readonly step: 'absent'; readonly finishedAt: string };

/**
 * One export of one course in a run. `assignments` is known once the server was asked for them; the assessment data needs them.
 * `problem` is what a verification has found wrong with the saved file since.
 */
export type CloseOutItem = {
  readonly course: CloseOutCourse;
  readonly kind: CloseOutKind;
  readonly state: ItemState;
  readonly assignments?: readonly Ref[];
  readonly problem?: FileProblem;
};

/** The name of an item in its run. */
export function itemKey(courseId: string, kind: CloseOutKind): string {
  return `${kind}/${courseId}`;
}

export function isActiveItem(item: CloseOutItem): item is CloseOutItem & { readonly state: ActiveState } {
  return item.state.step !== 'absent' && isActive(item.state);
}

/** True for what Resume brings: an export that failed or was cancelled, and a file that is not as it was saved. */
export function isResumable({ state, problem }: CloseOutItem): boolean {
  return state.step === 'failed' || state.step === 'cancelled' || problem !== undefined;
}

/** What the server is asked for. */
export function requestOf({ course: { id, name }, kind, assignments = [] }: CloseOutItem): ExportRequest {
  const course = { id, name };
  return kind === 'assessments' ? { kind, course, assignments } : { kind, course };
}

const line = v.object({
  course: v.string(),
  kind: v.picklist(CLOSE_OUT_KINDS),
  state: v.union([jobStateSchema, v.object({ step: v.literal('absent'), finishedAt: v.string() })]),
  assignments: v.exactOptional(v.array(refSchema)),
  problem: v.exactOptional(v.picklist(FILE_PROBLEMS)),
});

/** A line of a run's journal. */
export type JournalLine = {
  readonly course: string;
  readonly kind: CloseOutKind;
  readonly state: ItemState;
  readonly assignments?: readonly Ref[];
  readonly problem?: FileProblem;
};

/** Reads a line of a journal; undefined for one that was cut off. */
export function parseLine(text: string): JournalLine | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), line), text);
  return result.success ? result.output : undefined;
}
