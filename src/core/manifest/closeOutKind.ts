import type { ExportKind } from '../platform/exportRequest.ts';

/** What is kept of a course before it is deleted, in the order in which it is asked for. */
export const CLOSE_OUT_KINDS = [
  'coursework',
  'sources',
  'assessments',
  'coachLogs',
] as const satisfies readonly ExportKind[];

export type CloseOutKind = (typeof CLOSE_OUT_KINDS)[number];
