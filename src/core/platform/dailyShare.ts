import type { ExportPort } from './exportPort.ts';
import { fail } from './failure.ts';
import type { RequestBudget } from './platformClient.ts';

/** What an organisation has a day when the server does not say (Codio protocol, section 2). */
export const USUAL_DAY = 10_000;
/** Jobs leave at least this part of the day's requests to everybody else, whoever used up the others. */
const RESERVE_PERCENT = 5;
/** What the server said longer ago holds nobody back. */
const STALE_MS = 10 * 60_000;

export type DailyShareOptions = {
  /** How many requests Lectern has sent today, from all windows. */
  readonly used: () => Promise<number>;
  /** What the server said last. */
  readonly budget: () => RequestBudget | undefined;
  /** The setting `lectern.codio.dailyShare`: 1 to 100. */
  readonly percent: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** How many requests jobs may take of an organisation's day. */
export type DailyShare = {
  /** Requests of a whole day, and how many of them are left today. */
  look(): Promise<{ readonly day: number; readonly left: number }>;
  /** Fails as quotaUsedUp when none is left today. */
  pass(): Promise<void>;
};

/** Builds the share of one connection: room is left for the organisation's other tools, and for what the user looks at meanwhile. */
export function createDailyShare({ used, budget, percent, now }: DailyShareOptions): DailyShare {
  const look = async (): Promise<{ readonly day: number; readonly left: number }> => {
    const said = budget();
    const dayLimit = Math.max(0, said?.dayLimit ?? 0) || USUAL_DAY;
    // Others may have stopped, and a day may have begun: only the next answer tells.
    const dayLeft = said && now() - said.saidAt < STALE_MS ? said.dayLeft : undefined;
    const day = Math.floor((dayLimit * percent()) / 100);
    const reserve = Math.floor((dayLimit * Math.min(RESERVE_PERCENT, 100 - percent())) / 100);
    const left = Math.min(day - (await used()), dayLeft === undefined ? Infinity : dayLeft - reserve);
    return { day, left: Math.max(0, left) };
  };
  return {
    look,
    async pass() {
      if ((await look()).left <= 0) fail({ kind: 'quotaUsedUp', of: 'share' });
    },
  };
}

/** The exports of a connection as jobs use them: every request that counts asks the share first. Downloads do not count. */
export function withinShare(port: ExportPort, share: DailyShare): ExportPort {
  return {
    ...port,
    async begin(request, signal) {
      await share.pass();
      return port.begin(request, signal);
    },
    async findBegun(...asked) {
      await share.pass();
      return port.findBegun(...asked);
    },
    async onServer(request, signal) {
      if (!port.onServer) return [];
      await share.pass();
      return port.onServer(request, signal);
    },
    async check(request, task, signal) {
      await share.pass();
      return port.check(request, task, signal);
    },
  };
}
