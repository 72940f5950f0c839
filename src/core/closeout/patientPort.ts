import type { ExportPort } from '../platform/exportPort.ts';

const SECOND = 1000;

/**
 * The exports of a connection for a run that nobody watches: it asks for the state of a task less often, because every question is one
 * of the organisation's requests of the day.
 */
export function patientPort(port: ExportPort): ExportPort {
  return {
    ...port,
    schedule: (request) => ({
      ...port.schedule(request),
      delays: [5, 10, 15, 30, 60].map((seconds) => seconds * SECOND),
      slowDelay: 120 * SECOND,
    }),
  };
}
