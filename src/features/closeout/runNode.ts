import type { CloseOutKind } from '../../core/manifest/closeOutKind.ts';
import type { CloseOutItem } from '../../core/closeout/closeOutItem.ts';
import type { CloseOutRecord } from '../../core/closeout/closeOutRecord.ts';

/** A row of a close-out: the run, one course of it, one export, or the offer of more courses. Ids begin with the connection's. */
export type RunNode =
  | { readonly id: string; readonly runId: string; readonly level: 'run' }
  | {
      readonly id: string;
      readonly runId: string;
      readonly level: 'course';
      readonly course: string;
      /** The place of its first export among all of the run. */
      readonly first: number;
      readonly items: readonly CloseOutItem[];
    }
  | {
      readonly id: string;
      readonly runId: string;
      readonly level: 'export';
      /** By which its archive is opened, as a job's is. */
      readonly jobId: string;
      readonly parent: Extract<RunNode, { level: 'course' }>;
      readonly course: string;
      readonly kind: CloseOutKind;
      readonly item: CloseOutItem;
    }
  | {
      readonly id: string;
      readonly runId: string;
      readonly level: 'more';
      readonly shown: number;
      readonly total: number;
    };

/** The row of a whole run. */
export function runNode({ id, connectionId }: CloseOutRecord): Extract<RunNode, { level: 'run' }> {
  return { id: `${connectionId}/run:${id}`, runId: id, level: 'run' };
}
