import type { Facility, LogType } from '../store/rows.ts';

/** Where the server keeps its exports; one file for a facility and range (Kolibri protocol, section 4.1). */
export const EXPORT_FOLDER = 'log_export/';

/** The stored name of a log export. `start`, `end`: as they were sent; their first ten characters count. */
export function logFileName({ name, id }: Facility, type: LogType, start: string, end: string): string {
  return `${EXPORT_FOLDER}${name}_${id.slice(0, 4)}_content_${type}_logs_from_${start.slice(0, 10)}_to_${end.slice(0, 10)}.csv`;
}

export function usersFileName({ name, id }: Facility): string {
  return `${EXPORT_FOLDER}${name}_${id.slice(0, 4)}_users.csv`;
}
