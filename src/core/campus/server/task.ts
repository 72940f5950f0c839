import * as v from 'valibot';
import { ExportOrderSchema, type ExportOrder } from '../exports/exportOrder.ts';
import type { Switches } from './switches.ts';

/** An export under way or done, as it is kept on disk. No address is in it: the port changes with every start. */
export const TaskSchema = v.object({
  id: v.string(),
  order: ExportOrderSchema,
  seed: v.number(),
  createdAt: v.number(),
  readyAfterMs: v.number(),
  readyAfterPolls: v.number(),
  outcome: v.picklist(['ok', 'error', 'noUrl', 'errorAndUrl', 'vanished']),
  error: v.string(),
  fileName: v.string(),
});
export type Task = v.InferOutput<typeof TaskSchema>;

export type TaskKind = Exclude<ExportOrder['kind'], 'studentCsv' | 'assignmentCsv'>;
export type TaskOrder = Extract<ExportOrder, { kind: TaskKind }>;

/** How long work takes when no switch says otherwise, in milliseconds. */
const USUAL_MS: Readonly<Record<TaskKind, number>> = {
  assessments: 1500,
  workspace: 1000,
  coursework: 4000,
  sources: 2500,
  coachLogs: 1500,
  llmLogs: 1000,
};

/** How a task will go, decided when it starts. */
export function taskCourse(
  kind: TaskKind,
  switches: Switches,
): Pick<Task, 'readyAfterMs' | 'readyAfterPolls' | 'outcome' | 'error'> {
  const { taskOutcome, taskMs, taskPolls, slowMs, taskError } = switches;
  return {
    readyAfterMs: taskOutcome === 'slow' ? slowMs : (taskMs ?? USUAL_MS[kind]),
    readyAfterPolls: taskPolls,
    outcome: taskOutcome === 'slow' ? 'ok' : taskOutcome,
    error: taskOutcome === 'error' || taskOutcome === 'errorAndUrl' ? taskError : '',
  };
}
