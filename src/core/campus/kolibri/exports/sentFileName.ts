import type { Facility, LogRequest, LogType } from '../store/rows.ts';
import { LOCALES, word } from '../../../kolibriWords/words.ts';

/**
 * The `Content-Disposition` of a download (Kolibri protocol, section 4.3): localised, slugified, without quotes; a name beyond
 * Latin-1 makes the whole value one encoded word.
 */
export function sentFileName(
  { name, id }: Facility,
  type: LogType | 'user',
  request: LogRequest | undefined,
  acceptLanguage: string | undefined,
): string {
  const locale = localeFor(acceptLanguage);
  const start = `${name}_${id.slice(0, 4)}_`;
  const dates = (before: string): string =>
    `${start}${slug(before)}${request?.start.slice(0, 10) ?? ''}_${slug(word(locale, 'toFile'))}${request?.end.slice(0, 10) ?? ''}.csv`;
  const file =
    type === 'user'
      ? `${start}${slug(word(locale, 'usersFile'))}.csv`
      : dates(word(locale, type === 'session' ? 'sessionFile' : 'summaryFile'));
  const value = `attachment; filename=${file}`;
  if (Array.from(value).every((letter) => (letter.codePointAt(0) ?? 0) <= 0xff)) return value;
  return `=?utf-8?b?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}

/** Django's slugify, which knows ASCII only. */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/[-\s]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
}

function localeFor(acceptLanguage = ''): string {
  const wanted = acceptLanguage.split(',').map((each) => each.split(';')[0]?.trim().toLowerCase() ?? '');
  const known = wanted.flatMap((each) => {
    if (LOCALES.has(each)) return [each];
    return [...LOCALES].filter((locale) => locale.split('-')[0] === each.split('-')[0]).slice(0, 1);
  });
  return known[0] ?? 'en';
}
