import { PythonFailure } from '../roster/pythonFailure.ts';

/** A date of a log export as the server reads it; without an offset it is UTC. What it cannot read fails the job. */
export function parseLogDate(text: string): number {
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const whole = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text;
  const ms = /^\d{4}-\d\d-\d\dT/.test(whole) ? Date.parse(hasZone ? whole : `${whole}Z`) : Number.NaN;
  if (Number.isNaN(ms)) {
    const said = "cannot access local variable 'total_rows' where it is not associated with a value";
    throw new PythonFailure('UnboundLocalError', said);
  }
  return ms;
}
