import { FailureError } from '../../platform/failure.ts';

/** A job in the log: the start of its id, never what it is about. */
export function shortJob(id: string): string {
  return id.slice(0, 8);
}

/** Only what Lectern did not foresee is worth a stack in the log; a FailureError's message names its kind. */
export function unexpected(error: unknown): string {
  if (error instanceof FailureError || !(error instanceof Error)) return '';
  return `\n${error.stack ?? error.message}`;
}
