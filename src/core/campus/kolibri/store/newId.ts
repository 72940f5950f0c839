import { randomBytes } from 'node:crypto';

/** A new id as Kolibri makes them: 32 lower-case hex digits. */
export function newId(): string {
  return randomBytes(16).toString('hex');
}
