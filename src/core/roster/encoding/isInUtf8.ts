import type { RosterContext } from '../rosterContext.ts';

/** True unless the bytes of the file are known to be in another encoding than UTF-8. */
export function isInUtf8({ encoding }: RosterContext): boolean {
  return encoding === undefined || encoding.name === 'utf8' || encoding.name === 'utf8bom';
}
