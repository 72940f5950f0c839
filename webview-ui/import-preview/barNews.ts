import type { Bar } from './protocol.ts';

/** Of what is under way every quarter is read out. */
const STEPS = 4;

/** What of the bars is read out when they become others: what is new, and of what is under way its beginning, its stages and each quarter. */
export function barNews(before: readonly Bar[], now: readonly Bar[]): readonly string[] {
  const running = before.find(({ severity }) => severity === 'progress');
  return now
    .filter((bar) => {
      if (before.some(({ text, severity }) => text === bar.text && severity === bar.severity)) return false;
      if (bar.severity !== 'progress' || bar.part === undefined || running?.part === undefined) return true;
      return Math.floor(bar.part * STEPS) > Math.floor(running.part * STEPS);
    })
    .map(({ text }) => text);
}
