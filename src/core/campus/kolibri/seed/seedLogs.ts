import { between, pick, randomOf, type Random } from '../../seed/random.ts';
import type { Log, User } from '../store/rows.ts';
import { CHANNELS, UNKNOWN_CONTENT } from './channels.ts';

const DAY = 24 * 3_600_000;
const WEEK = 7 * DAY;

/** Two terms in weeks before the last one: sixteen weeks, four weeks off, and sixteen weeks to now. */
const TERMS = [
  { from: 36, to: 20 },
  { from: 16, to: 0 },
];

type Piece = { readonly channelId: string; readonly contentId: string; readonly kind: string };

const PIECES: readonly [Piece, ...Piece[]] = [
  { channelId: UNKNOWN_CONTENT.channelId, contentId: UNKNOWN_CONTENT.id, kind: 'video' },
  ...CHANNELS.flatMap((channel) =>
    channel.contents.map(({ id, kind }) => ({ channelId: channel.id, contentId: id, kind })),
  ),
];

/**
 * What the people of a facility did in two terms that end on the day `today` (milliseconds since 1970, a midnight in UTC): visits,
 * and for each person and content the sum of them.
 *
 * @param offset minutes by which the clocks of the place are ahead of UTC
 */
export function seedLogs(
  seed: number,
  facility: string,
  people: readonly User[],
  today: number,
  offset: number,
): readonly Log[] {
  const logs: Log[] = [];
  for (const user of people) {
    const random = randomOf(`${seed}/kolibri/logs/${user.username}`);
    const visits: Log[] = [];
    for (const term of TERMS)
      for (let week = term.from; week > term.to; week -= 1)
        if (random() < 0.55) visits.push(visit(random, facility, user.id, today - week * WEEK, offset));
    logs.push(...visits, ...sums(visits));
  }
  // Somebody looked in without an account.
  const guest = randomOf(`${seed}/kolibri/logs/guest/${facility}`);
  logs.push(visit(guest, facility, null, today - 2 * WEEK, offset));
  return logs;
}

/** One visit in the week that begins at `week`, on a school day between eight and three. */
function visit(random: Random, facility: string, user: string | null, week: number, offset: number): Log {
  const { channelId, contentId, kind } = pick(random, PIECES);
  const minutes = between(random, 8 * 60, 15 * 60);
  const start = week + between(random, 0, 4) * DAY + (minutes - offset) * 60_000;
  const seconds = between(random, 20, 2400);
  const progress = random() < 0.4 ? 1 : Math.round(random() * 10_000) / 10_000;
  const end = start + seconds * 1000;
  return {
    type: 'session',
    facility,
    user,
    channelId,
    contentId,
    kind,
    start,
    end,
    completion: progress === 1 ? end : null,
    offset,
    timeSpent: Math.round(seconds * (5 + random() * 5)) / 10,
    progress,
  };
}

/** The summary of the visits to each content. */
function sums(visits: readonly Log[]): readonly Log[] {
  const byContent = new Map<string, Log>();
  for (const each of visits) {
    const sum = byContent.get(each.contentId);
    if (sum === undefined) byContent.set(each.contentId, { ...each, type: 'summary' });
    else {
      sum.end = Math.max(sum.end, each.end);
      sum.timeSpent += each.timeSpent;
      sum.progress = Math.min(1, Math.max(sum.progress, each.progress));
      sum.completion ??= each.completion;
    }
  }
  return [...byContent.values()];
}
