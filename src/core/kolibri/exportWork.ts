import type { ExportRequestOf, LogsRequest } from '../platform/exportRequest.ts';
import { isLogs, type ExportRequest } from '../platform/exportRequest.ts';
import { fail } from '../platform/failure.ts';
import type { Job } from './job.ts';

/** The exports that a Kolibri server makes. */
export type KolibriRequest = ExportRequestOf<'users'> | LogsRequest;

/** What a request is to the server: a type of job, its fields, and the kind of CSV that it leaves behind. */
export type ExportWork = {
  readonly type: string;
  readonly body: Readonly<Record<string, string>>;
  readonly csvType: 'user' | 'summary' | 'session';
};

export const WORK_TYPES = {
  users: 'kolibri.core.auth.tasks.exportuserstocsv',
  summaryLogs: 'kolibri.core.logger.tasks.exportsummarylogcsv',
  sessionLogs: 'kolibri.core.logger.tasks.exportsessionlogcsv',
} as const;

/** Fails as badInput for an export of another platform. */
export function kolibriRequest(request: ExportRequest): KolibriRequest {
  return request.kind === 'users' || isLogs(request)
    ? request
    : fail({ kind: 'badInput', detail: request.kind });
}

/** How to ask for an export (Kolibri protocol, sections 4.1 and 5). */
export function exportWork(request: KolibriRequest): ExportWork {
  const type = WORK_TYPES[request.kind];
  const common = { facility: request.facility.id, locale: request.locale };
  if (!isLogs(request)) return { type, body: common, csvType: 'user' };
  const { start, end } = request.range;
  return {
    type,
    body: { ...common, start_date: midnight(start), end_date: midnight(end) },
    csvType: request.kind === 'summaryLogs' ? 'summary' : 'session',
  };
}

/** True for a job that makes what `request` asks for, whoever has begun it. */
export function makes(job: Job, request: KolibriRequest): boolean {
  const { type, body } = exportWork(request);
  const { locale, start_date, end_date } = job.kwargs;
  return (
    job.type === type &&
    job.facility_id === body['facility'] &&
    locale === body['locale'] &&
    start_date === body['start_date'] &&
    end_date === body['end_date']
  );
}

/** The one form that the server stores, names the file after and finds again: with an offset its three ideas of the day may differ. */
function midnight(day: string): string {
  return `${day}T00:00:00.000Z`;
}
