import wording from './wording.json' with { type: 'json' };

type English = (typeof wording)['en'];
/** A header, user type or message; the upper-case ones are the columns of the users CSV. */
export type Word = keyof English;

const LANGUAGES: Readonly<Record<string, Partial<English>>> = wording;

/** The languages in which a server exports users: what `locale` may be (Kolibri protocol, section 5). */
export const LOCALES: ReadonlySet<string> = new Set(Object.keys(wording));

/** Kolibri's own word in a language; English where the language has none, or is unknown. `{}` becomes `insert`. */
export function word(locale: string | null, key: Word, insert?: string | number): string {
  const said = (locale === null ? undefined : LANGUAGES[locale]?.[key]) ?? wording.en[key];
  return insert === undefined ? said : said.replace('{}', () => String(insert));
}
