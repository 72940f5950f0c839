/** The writing systems that a missing font is reported for, by their Unicode names. */
const SCRIPTS = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Syriac',
  'Thaana',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Thai',
  'Lao',
  'Tibetan',
  'Myanmar',
  'Georgian',
  'Hangul',
  'Ethiopic',
  'Cherokee',
  'Khmer',
  'Mongolian',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Han',
] as const;

/** The Unicode name of a script, or what is not of one: pictograms and all other signs. */
export type Script = (typeof SCRIPTS)[number] | 'Emoji' | 'Symbols';

const TESTS: readonly (readonly [Script, RegExp])[] = [
  ...SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const),
  ['Emoji', /\p{Extended_Pictographic}/u],
];

/** The script of a character. */
export function scriptOf(character: string): Script {
  return TESTS.find(([, test]) => test.test(character))?.[0] ?? 'Symbols';
}
