import type { PollSchedule } from '../../platform/exportPort.ts';

/**
 * How long to wait before the next poll, in milliseconds; undefined when the schedule's limit has passed.
 *
 * @param polls how many polls have been made
 * @param elapsed milliseconds since the task was begun
 */
export function pollDelay(schedule: PollSchedule, polls: number, elapsed: number): number | undefined {
  if (elapsed >= schedule.limit) return undefined;
  if (elapsed >= schedule.slowAfter) return schedule.slowDelay;
  return schedule.delays[Math.min(polls, schedule.delays.length - 1)] ?? schedule.slowDelay;
}
