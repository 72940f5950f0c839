import * as v from 'valibot';
import { runHeadSchema } from './runPlan.ts';

/** What proves, without keeping any of it, that a file is still the one that was previewed: see {@link proofOf}. */
const proof = v.object({ salt: v.string(), hash: v.string() });

const record = v.object({
  id: v.string(),
  connectionId: v.string(),
  facility: runHeadSchema.entries.facility,
  /** ISO. */
  createdAt: v.string(),
  /** An undo names the run that it puts back. */
  undoes: v.exactOptional(v.string()),
  /** The users file of an import: its address in the editor, and what proves that it is unchanged. */
  file: v.exactOptional(v.object({ uri: v.string(), proof })),
  /** Where the backup is; absolute. */
  backup: v.string(),
  /** Rows of the plan, for a person to recognise the run by. */
  changes: v.number(),
  /** `running` until everything was done and compared: also while no process carries it. */
  status: v.picklist(['running', 'cancelled', 'ended']),
  /** True once an undo has ended. */
  undone: v.optional(v.boolean(), false),
});

/** One import, or one undo: what is known of it as a whole. */
export type RunRecord = v.InferOutput<typeof record>;

/** Reads the record of a run; undefined for anything else. */
export function parseRunRecord(text: string): RunRecord | undefined {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), record), text);
  return result.success ? result.output : undefined;
}
