import type { Ref } from './place.ts';

/** One kind of data for one scope: what the user asked for, in plain data that survives a restart. */
export type ExportRequest =
  | { readonly kind: 'coursework'; readonly course: Ref }
  | { readonly kind: 'sources'; readonly course: Ref }
  | { readonly kind: 'coachLogs'; readonly course: Ref }
  | { readonly kind: 'llmLogs'; readonly course: Ref }
  | { readonly kind: 'assessments'; readonly course: Ref; readonly assignments: readonly Ref[] }
  | { readonly kind: 'assignmentCsv'; readonly course: Ref; readonly assignment: Ref }
  | { readonly kind: 'studentCsv'; readonly course: Ref; readonly student: Ref }
  | { readonly kind: 'workspace'; readonly course: Ref; readonly assignment: Ref; readonly student: Ref }
  | { readonly kind: 'users'; readonly facility: Ref; readonly locale: string };

export type ExportKind = ExportRequest['kind'];

/** The request of kind `K`. */
export type ExportRequestOf<K extends ExportKind> = Extract<ExportRequest, { kind: K }>;
