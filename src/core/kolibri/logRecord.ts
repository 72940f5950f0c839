import * as v from 'valibot';
import type { LogsRequest } from '../platform/exportRequest.ts';
import type { Http } from '../platform/http.ts';
import type { Ref } from '../platform/place.ts';
import { exportWork } from './exportWork.ts';
import { readJson } from './readJson.ts';

const Records = v.array(
  v.object({
    selected_start_date: v.nullable(v.string()),
    selected_end_date: v.nullable(v.string()),
  }),
);

/**
 * Whether the file of logs that can be downloaded now covers the days of `request` (Kolibri protocol, sections 4.2 and 4.3). The
 * server keeps one file for each kind and facility, that of the last export of anybody, and says which days it is for.
 */
export async function coversDays(
  http: Http,
  baseUrl: string,
  request: LogsRequest,
  signal: AbortSignal,
): Promise<boolean> {
  const { csvType } = exportWork(request);
  const query = `log_type=${csvType}&facility=${encodeURIComponent(request.facility.id)}`;
  const url = `${baseUrl}/api/logger/generatecsvlogrequest/?${query}`;
  const records = readJson(await http.send({ method: 'GET', url }, signal), Records);
  return records.some(
    ({ selected_start_date: start, selected_end_date: end }) =>
      start?.slice(0, 10) === request.range.start && end?.slice(0, 10) === request.range.end,
  );
}

const FirstLog = v.object({ first_log_date: v.pipe(v.string(), v.isoTimestamp()) });

/** The day of the first log of a facility, in UTC, as the server counts days; today where there is none yet. */
export async function firstLogDay(
  http: Http,
  baseUrl: string,
  facility: Ref,
  signal: AbortSignal,
): Promise<string> {
  const url = `${baseUrl}/facility/api/firstlogdate/${encodeURIComponent(facility.id)}/`;
  const { first_log_date } = readJson(await http.send({ method: 'GET', url }, signal), FirstLog);
  return new Date(first_log_date).toISOString().slice(0, 10);
}
