import * as v from 'valibot';

const id = v.pipe(v.string(), v.maxLength(200));

/** Everything that decides the bytes of a file, beside the seed. Kept with a task, so that its file can be made again. */
export const ExportOrderSchema = v.variant('kind', [
  v.object({ kind: v.literal('studentCsv'), courseId: id, studentId: id }),
  v.object({ kind: v.literal('assignmentCsv'), courseId: id, assignmentId: id }),
  v.object({ kind: v.literal('assessments'), courseId: id, assignmentIds: v.array(id) }),
  v.object({ kind: v.literal('workspace'), courseId: id, assignmentId: id, studentId: id }),
  v.object({
    kind: v.literal('coursework'),
    courseId: id,
    layout: v.picklist(['zips', 'tars', 'folders']),
    padMebibytes: v.number(),
  }),
  v.object({ kind: v.literal('sources'), courseId: id }),
  v.object({ kind: v.literal('coachLogs'), courseId: id }),
  v.object({ kind: v.literal('llmLogs'), courseId: id }),
]);

export type ExportOrder = v.InferOutput<typeof ExportOrderSchema>;

/** What the file of an order ends in (Codio protocol, section 5.5). */
export function extensionOf(order: ExportOrder): 'csv' | 'zip' | 'tar.zst' {
  switch (order.kind) {
    case 'studentCsv':
    case 'assignmentCsv':
    case 'coachLogs':
    case 'llmLogs':
      return 'csv';
    case 'assessments':
      return order.assignmentIds.length === 1 ? 'csv' : 'zip';
    case 'workspace':
      return 'tar.zst';
    case 'coursework':
    case 'sources':
      return 'zip';
  }
}
