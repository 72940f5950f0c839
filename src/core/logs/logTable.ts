import { LOCALES, word, type Word } from '../kolibriWords/words.ts';

const LOG_COLUMNS = [
  'facilityName',
  'username',
  'userType',
  'channelId',
  'channelName',
  'contentId',
  'contentTitle',
  'firstInteraction',
  'lastInteraction',
  'completion',
  'timeSpent',
  'progress',
  'kind',
] as const satisfies readonly Word[];

/** A column of a usage log; the folders above a resource have one each. */
export type LogColumn = (typeof LOG_COLUMNS)[number] | 'folder';

export type LogTable = {
  readonly kind: 'summaryLogs' | 'sessionLogs';
  /** For each label of the header. */
  readonly columns: readonly (LogColumn | undefined)[];
};

/** What tells a log from other tables. */
const NEEDED: readonly LogColumn[] = ['channelId', 'contentId', 'timeSpent', 'progress'];

/** Which usage log of Kolibri has such a header, in whatever language; undefined for any other table (Kolibri protocol, section 4.4). */
export function logTable(header: readonly string[]): LogTable | undefined {
  const labels = header.map((label) => label.replace(/^\uFEFF/, ''));
  for (const locale of LOCALES) {
    const byLabel = new Map<string, LogColumn>(LOG_COLUMNS.map((column) => [word(locale, column), column]));
    const columns = labels.map((label) =>
      /^(?:Folder|Topic) level \d+$/.test(label) ? 'folder' : byLabel.get(label),
    );
    if (NEEDED.every((column) => columns.includes(column)))
      return { kind: columns.includes('completion') ? 'summaryLogs' : 'sessionLogs', columns };
  }
  return undefined;
}
