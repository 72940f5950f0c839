import { CLOSE_OUT_KINDS } from '../manifest/closeOutKind.ts';

/** The start of a task, and how often its state is asked for until it is done, as a rule. */
const REQUESTS_PER_TASK = 3;

/** How many requests a close-out takes, about, and how many days within a share of `day` requests of which `left` are left today. */
export function estimateCloseOut(
  courses: number,
  { day, left }: { readonly day: number; readonly left: number },
): { readonly requests: number; readonly days: number } {
  // More: the list of a course's assignments, and two lists of what the server has already.
  const requests = courses * (3 + CLOSE_OUT_KINDS.length * REQUESTS_PER_TASK);
  const days = 1 + Math.ceil(Math.max(0, requests - left) / Math.max(1, day));
  return { requests, days };
}
