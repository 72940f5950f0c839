import * as v from 'valibot';
import { failureSchema } from '../../platform/failureSchema.ts';
import type { Job } from './job.ts';

/** A named thing, as records keep it. */
export const refSchema = v.object({ id: v.string(), name: v.string() });
const ref = refSchema;
const range = v.object({
  preset: v.picklist(['term', 'lastMonth', 'all', 'own']),
  start: v.string(),
  end: v.string(),
});
const request = v.variant('kind', [
  v.object({ kind: v.literal('coursework'), course: ref }),
  v.object({ kind: v.literal('sources'), course: ref }),
  v.object({ kind: v.literal('coachLogs'), course: ref }),
  v.object({ kind: v.literal('llmLogs'), course: ref }),
  v.object({ kind: v.literal('assessments'), course: ref, assignments: v.array(ref) }),
  v.object({ kind: v.literal('assignmentCsv'), course: ref, assignment: ref }),
  v.object({ kind: v.literal('studentCsv'), course: ref, student: ref }),
  v.object({ kind: v.literal('workspace'), course: ref, assignment: ref, student: ref }),
  v.object({ kind: v.literal('users'), facility: ref, locale: v.string() }),
  v.object({ kind: v.literal('summaryLogs'), facility: ref, range, locale: v.string() }),
  v.object({ kind: v.literal('sessionLogs'), facility: ref, range, locale: v.string() }),
  v.object({ kind: v.literal('studentData'), course: ref, student: ref }),
  v.object({ kind: v.literal('assignmentData'), course: ref, assignment: ref }),
  v.object({ kind: v.literal('accessData'), course: ref }),
  v.object({ kind: v.literal('blueprints'), course: ref }),
  v.object({
    kind: v.literal('guidesPdf'),
    course: ref,
    assignments: v.array(ref),
    all: v.boolean(),
    together: v.boolean(),
    teacherPages: v.boolean(),
  }),
]);

const task = v.object({
  id: v.string(),
  uri: v.exactOptional(v.string()),
  askedAt: v.exactOptional(v.string()),
});
const part = v.object({
  name: v.string(),
  validator: v.exactOptional(v.string()),
  total: v.exactOptional(v.number()),
});
const file = v.object({
  path: v.string(),
  size: v.number(),
  sha256: v.string(),
  kind: v.picklist(['zip', 'tar.zst', 'tar.gz', 'csv', 'json', 'pdf']),
  rows: v.exactOptional(v.object({ total: v.number(), repeats: v.number() })),
});

const rendered = v.object({
  pages: v.number(),
  notes: v.array(
    v.variant('kind', [
      v.object({ kind: v.picklist(['notInSources', 'noGuides', 'damaged']), assignment: v.string() }),
      v.object({ kind: v.literal('incomplete'), assignment: v.string(), count: v.number() }),
      v.object({ kind: v.literal('noFont'), script: v.string(), characters: v.number() }),
    ]),
  ),
});

const activeStates = [
  v.object({ step: v.literal('queued') }),
  v.object({
    step: v.literal('asking'),
    askedAt: v.string(),
    known: v.exactOptional(v.array(v.string())),
  }),
  v.object({ step: v.literal('waiting'), task, since: v.string() }),
  v.object({ step: v.literal('downloading'), task: v.exactOptional(task), part }),
  v.object({ step: v.literal('collecting'), total: v.number() }),
  v.object({ step: v.literal('packing') }),
  v.object({ step: v.literal('rendering') }),
  v.object({
    step: v.literal('saving'),
    task: v.exactOptional(task),
    part,
    file,
    rendered: v.exactOptional(rendered),
  }),
] as const;

const doneState = v.object({
  step: v.literal('done'),
  file,
  finishedAt: v.string(),
  task: v.exactOptional(task),
  parts: v.exactOptional(v.object({ total: v.number(), failed: v.number() })),
  adopted: v.exactOptional(v.object({ name: v.string() })),
  rendered: v.exactOptional(rendered),
});

/** The state of a job, as records keep it. */
export const jobStateSchema = v.variant('step', [
  ...activeStates,
  doneState,
  v.object({
    step: v.literal('failed'),
    failure: failureSchema,
    resume: v.variant('step', activeStates),
    finishedAt: v.string(),
  }),
  v.object({ step: v.literal('cancelled'), finishedAt: v.string(), task: v.exactOptional(task) }),
]);

/** A pause, as records keep it. */
export const pauseSchema = v.object({ until: v.string(), failure: failureSchema });

const job = v.object({
  id: v.string(),
  connectionId: v.string(),
  request,
  folder: v.string(),
  createdAt: v.string(),
  name: v.exactOptional(v.string()),
  paused: v.exactOptional(pauseSchema),
  pastShare: v.exactOptional(v.literal(true)),
  partial: v.exactOptional(doneState),
  state: jobStateSchema,
});

/** Reads a job from the ledger; undefined for anything that is not one (a half-written or foreign file). */
export function parseJob(text: string): Job | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = v.safeParse(job, value);
  return result.success ? result.output : undefined;
}
