import type { Facility, Log, LogType, User } from '../store/rows.ts';
import type { School } from '../store/school.ts';
import { word, type Word } from '../../../kolibriWords/words.ts';
import { CHANNELS } from '../seed/channels.ts';
import type { Channel, Content } from './channel.ts';
import { csvFile, guarded } from './csvText.ts';

const BEFORE: readonly Word[] = ['facilityName', 'username', 'userType', 'channelId', 'channelName'];
const DAY = 24 * 3_600_000;

/** A range of log rows by the time of their start, in milliseconds since 1970; both ends belong to it. */
export type LogRange = { readonly type: LogType; readonly from: number; readonly to: number };

/** The rows of a facility that an export of a range has: to the end of its last day; no quizzes (Kolibri protocol, section 4.1). */
export function logsIn(school: School, facility: Facility, { type, from, to }: LogRange): readonly Log[] {
  return school.logs.filter(
    (log) =>
      log.type === type &&
      log.facility === facility.id &&
      log.kind !== 'quiz' &&
      log.start >= from &&
      log.start <= to + DAY,
  );
}

/** How often a log is written: once for each role of its person. */
export function timesOf(school: School, { user }: Log): number {
  return user === null ? 1 : Math.max(1, school.rolesOf(user).length);
}

/** A log CSV (Kolibri protocol, section 4.4). Each row is there once for each role of its person. */
export function logsCsv(school: School, facility: Facility, range: LogRange, locale: string | null): string {
  return csvFile(records(school, facility, range, locale));
}

function* records(
  school: School,
  facility: Facility,
  range: LogRange,
  locale: string | null,
): Generator<readonly string[]> {
  const logs = logsIn(school, facility, range);
  const contents = contentsById();
  const depth = Math.max(
    0,
    ...logs.map(({ contentId }) => contents.get(contentId)?.content.folders.length ?? 0),
  );
  const levels = Array.from({ length: depth }, (_, at) => at);
  const isSummary = range.type === 'summary';
  const after: readonly Word[] = [
    'contentId',
    'contentTitle',
    'firstInteraction',
    'lastInteraction',
    ...(isSummary ? (['completion'] as const) : []),
    'timeSpent',
    'progress',
    'kind',
  ];
  yield [
    ...BEFORE.map((each) => word(locale, each)),
    // The server never translates these.
    ...levels.map((level) => `Folder level ${level + 1}`),
    ...after.map((each) => word(locale, each)),
  ];
  for (const log of logs) {
    const user = log.user === null ? undefined : school.users.get(log.user);
    const found = contents.get(log.contentId);
    const row = [
      user === undefined ? '' : facility.name,
      user?.username ?? '',
      word(locale, userType(school, facility, user)),
      log.channelId,
      found?.channel.name ?? '',
      ...levels.map((level) => found?.content.folders[level] ?? ''),
      log.contentId,
      found?.content.title ?? '',
      timestamp(log.start, log.offset),
      timestamp(log.end, log.offset),
      ...(isSummary ? [log.completion === null ? '' : timestamp(log.completion, log.offset)] : []),
      log.timeSpent.toFixed(1),
      (Math.floor(log.progress * 10_000) / 10_000).toFixed(4),
      log.kind,
    ].map(guarded);
    const times = timesOf(school, log);
    for (let time = 0; time < times; time += 1) yield row;
  }
}

function userType(school: School, facility: Facility, user: User | undefined): Word {
  if (user === undefined) return 'learner';
  if (user.isSuperuser) return 'superuser';
  const roles = school.rolesOf(user.id);
  const atFacility = roles.find(({ collection }) => collection === facility.id)?.kind;
  return atFacility ?? (roles.length > 0 ? 'classroom assignable coach' : 'learner');
}

function contentsById(): ReadonlyMap<string, { readonly channel: Channel; readonly content: Content }> {
  return new Map(
    CHANNELS.flatMap((channel) =>
      channel.contents.map((content) => [content.id, { channel, content }] as const),
    ),
  );
}

/** `2026-11-12 01:46:35+02:00`: the clock of the place; fractions only where there are some. */
function timestamp(ms: number, offset: number): string {
  const local = new Date(ms + offset * 60_000).toISOString();
  const fraction = ms % 1000 === 0 ? '' : `${local.slice(19, 23)}000`;
  const minutes = Math.abs(offset);
  const zone = [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return `${local.slice(0, 10)} ${local.slice(11, 19)}${fraction}${offset < 0 ? '-' : '+'}${zone}`;
}
