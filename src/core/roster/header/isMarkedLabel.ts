import type { Header } from './header.ts';
import type { RosterContext } from '../rosterContext.ts';

/**
 * True if a second byte order mark spoils the first label: the server takes off one, and a label without parentheses is a token as a
 * whole (Kolibri protocol, section 6.3).
 */
export function isMarkedLabel({ encoding }: RosterContext, { labels: [first] }: Header): boolean {
  return encoding?.isMarkedTwice === true && first?.column !== undefined && !first.text.includes('(');
}
