import type { Finding } from '../findings/finding.ts';
import type { FindingCode } from '../findings/findingCode.ts';
import type { Fix, FixKind } from './fix.ts';
import { isGender } from '../values/genderValue.ts';
import { pythonInteger } from '../values/pythonInteger.ts';
import { trimLikePython } from '../values/pythonSpace.ts';
import { quoteCell } from '../values/quoteCell.ts';
import { userTypeOf } from '../values/userType.ts';
import { userTypeWords } from '../values/userTypeWords.ts';
import { nearestWords } from '../values/nearestWords.ts';

/** A cell that something was found in. */
type Cell = {
  readonly finding: Finding;
  /** As it stands in the file. */
  readonly raw: string;
  readonly value: string;
  readonly trimmed: string;
  readonly to: To;
  /** A value of the finding's data. */
  readonly given: (name: string) => string;
};

/** The fixes of a finding on one cell, whose text is `raw`, with its quotes. */
export function cellFixes(finding: Finding, raw: string): readonly Fix[] {
  const { start, end } = finding;
  const isQuoted = raw.startsWith('"');
  const value = isQuoted ? raw.slice(1, -1).replaceAll('""', '"') : raw;
  const to: To = (kind, isSafe, becomes) =>
    becomes === value
      ? []
      : [{ kind, isSafe, becomes, edits: [{ start, end, text: quoteCell(becomes, isQuoted) }] }];
  const given = (name: string): string => String(finding.data[name] ?? '');
  return MENDS[finding.code]?.({ finding, raw, value, trimmed: trimLikePython(value), to, given }) ?? [];
}

const clearCell = ({ to }: Cell): readonly Fix[] => to('clearCell', false, '');
const restoreName = ({ to, given }: Cell): readonly Fix[] => to('restoreName', false, given('stored'));

const MENDS: Partial<Record<FindingCode, (cell: Cell) => readonly Fix[]>> = {
  'full-name-padded': ({ to, trimmed }) => to('trim', true, trimmed),
  // Not shown what it becomes: it is a password.
  'password-padded': ({ to, trimmed }) =>
    trimmed === '' ? [] : to('trim', true, trimmed).map((fix) => ({ ...fix, becomes: '' })),
  'identifier-upper-cased': ({ to, trimmed }) => to('upperCase', true, trimmed.toUpperCase()),
  'database-id-form': ({ to, given }) =>
    given('plain') === '' ? [] : to('plainDatabaseId', true, given('plain')),
  'database-id-invalid': ({ to, trimmed }) =>
    trimmed === '' || /^[0-9a-f]{32}$/i.test(trimmed)
      ? to('trim', true, trimmed.toLowerCase())
      : to('clearCell', false, ''),
  'database-id-unknown': clearCell,
  'assigned-to-ignored': clearCell,
  'username-characters': usernameFixes,
  'username-nul': ({ to, value }) => to('removeInvisible', false, value.replaceAll('\0', '')),
  'user-renamed-by-case': restoreName,
  'user-renamed': restoreName,
  'username-changed': restoreName,
  'username-change-fails': restoreName,
  'user-type-invalid': userTypeFixes,
  'gender-invalid': genderFixes,
  'birth-year-invalid': birthYearFixes,
  'leading-zeros-lost': ({ to, given }) => to('padZeros', false, given('mended')),
  'formula-cell': textFormulaFixes,
  'guard-apostrophe': ({ to, value }) => to('removeApostrophe', false, value.slice(1).replaceAll('\\|', '|')),
  'value-blanked': ({ to, given, finding }) =>
    given('stored') === 'NOT_SPECIFIED' && finding.column === 'GENDER'
      ? to('replaceValue', true, 'NOT_SPECIFIED')
      : [],
};

type To = (kind: FixKind, isSafe: boolean, becomes: string) => Fix[];

/** What people write for the genders. Not an object: somebody may write the name of what every object has. */
const GENDERS_BY_WORD: ReadonlyMap<string, string> = new Map([
  ['male', 'MALE'],
  ['female', 'FEMALE'],
  ['not_specified', 'NOT_SPECIFIED'],
  ['m', 'MALE'],
  ['boy', 'MALE'],
  ['man', 'MALE'],
  ['f', 'FEMALE'],
  ['w', 'FEMALE'],
  ['girl', 'FEMALE'],
  ['woman', 'FEMALE'],
  ['other', 'NOT_SPECIFIED'],
  ['x', 'NOT_SPECIFIED'],
  ['unknown', 'NOT_SPECIFIED'],
]);

/** `="0042"` keeps the zeros in a spreadsheet: what is meant is the text. A password is not shown in the title of a fix. */
function textFormulaFixes({ finding, value, to }: Cell): readonly Fix[] {
  const text = /^="([^"]*)"$/.exec(value)?.[1];
  return text === undefined || finding.column === 'PASSWORD' ? [] : to('replaceValue', false, text);
}

function usernameFixes({ trimmed, to }: Cell): readonly Fix[] {
  const bad = /[\s`~!@#$%^&*()\-+={}[\]|\\/:;"'<>,.?]+/gu;
  if (!bad.test(trimmed) && trimmed !== '') return to('trim', true, trimmed);
  const local = /^([^@\s]+)@[^@\s]+$/.exec(trimmed)?.[1];
  const mended = (local ?? trimmed).replace(bad, '_').replace(/^_+|_+$/g, '');
  return mended === '' ? [] : to('replaceBadCharacters', false, mended);
}

function birthYearFixes({ trimmed, to }: Cell): readonly Fix[] {
  if (trimmed === '') return to('clearCell', true, '');
  const float = /^(\d{4})[.,]0+$/.exec(trimmed)?.[1];
  const date = /(?:^|\D)((?:19|20)\d\d)(?:\D|$)/.exec(trimmed)?.[1];
  const year = pythonInteger(float ?? date ?? trimmed);
  return year !== undefined && year >= 1900 && year <= 3000
    ? to('replaceValue', float !== undefined, String(year))
    : to('clearCell', false, '');
}

function userTypeFixes({ trimmed, to }: Cell): readonly Fix[] {
  const type = userTypeOf(trimmed.replace(/[\s-]+/g, '_'));
  if (type !== undefined) return to('replaceValue', true, type);
  const words = userTypeWords();
  const written = trimmed.toLowerCase();
  const meant = words.has(written)
    ? [written]
    : nearestWords(written.replace(/[\s-]+/g, '_'), [...words.keys()]);
  const types = new Set(meant.flatMap((word) => words.get(word) ?? []));
  return [...types].flatMap((word) => to('replaceValue', false, word));
}

function genderFixes({ trimmed, to }: Cell): readonly Fix[] {
  const word = trimmed.toUpperCase().replace(/[\s-]+/g, '_');
  if (isGender(word) || word === '') return to('replaceValue', true, word);
  const written = word.toLowerCase();
  const known = GENDERS_BY_WORD.get(written);
  if (known !== undefined) return to('replaceValue', false, known);
  const nearest = nearestWords(written, [...GENDERS_BY_WORD.keys()]);
  const genders = new Set(nearest.flatMap((near) => GENDERS_BY_WORD.get(near) ?? []));
  return [
    ...[...genders].flatMap((gender) => to('replaceValue', false, gender)),
    ...to('clearCell', false, ''),
  ];
}
