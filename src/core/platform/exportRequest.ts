import type { DateRange } from './dateRange.ts';
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
  | { readonly kind: 'users'; readonly facility: Ref; readonly locale: string }
  | LogsRequest
  | ComposedRequest
  | RenderedRequest
  | HandedOverRequest;

/** The usage logs of a facility: for each person and resource one row (summary), or one for each sitting (sessions). */
export type LogsRequest = {
  readonly kind: 'summaryLogs' | 'sessionLogs';
  readonly facility: Ref;
  readonly range: DateRange;
  readonly locale: string;
};

/** What no server makes in one piece: several exports, packed into one zip here. */
export type ComposedRequest =
  | { readonly kind: 'studentData'; readonly course: Ref; readonly student: Ref }
  | { readonly kind: 'assignmentData'; readonly course: Ref; readonly assignment: Ref };

/** What no API makes: the browser does, on the course's own Export page, and Lectern adopts the file. */
export type HandedOverRequest =
  | { readonly kind: 'accessData'; readonly course: Ref }
  | { readonly kind: 'blueprints'; readonly course: Ref };

/**
 * What is made here of another export: the Guides of a course as PDF, from its sources. `all` says that nothing is to be left out, and
 * `assignments` then names what is expected. `together`: one PDF, else one each in a zip.
 */
export type RenderedRequest = {
  readonly kind: 'guidesPdf';
  readonly course: Ref;
  readonly assignments: readonly Ref[];
  readonly all: boolean;
  readonly together: boolean;
  /** With the pages and notes that students do not see. */
  readonly teacherPages: boolean;
};

export type ExportKind = ExportRequest['kind'];

/** True for an export that is packed here from several. */
export function isComposed(request: ExportRequest): request is ComposedRequest {
  return request.kind === 'studentData' || request.kind === 'assignmentData';
}

/** True for usage logs, which cover days and have repeats. */
export function isLogs(request: ExportRequest): request is LogsRequest {
  return request.kind === 'summaryLogs' || request.kind === 'sessionLogs';
}

/** True for an export that only the platform's own pages make. */
export function isHandedOver(request: ExportRequest): request is HandedOverRequest {
  return request.kind === 'accessData' || request.kind === 'blueprints';
}

/** True for an export that is rendered here from another. */
export function isRendered(request: ExportRequest): request is RenderedRequest {
  return request.kind === 'guidesPdf';
}

/** True for an export that is made of others, each a job of its own. */
export function isMadeOfParts(request: ExportRequest): request is ComposedRequest | RenderedRequest {
  return isComposed(request) || isRendered(request);
}

/** The request of kind `K`. */
export type ExportRequestOf<K extends ExportKind> = Extract<ExportRequest, { kind: K }>;
