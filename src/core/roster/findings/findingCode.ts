import type { Severity } from './severity.ts';

/**
 * What becomes of the file or row on the server (Kolibri protocol, section 6):
 * `file`: the whole file is refused. `crash`: the job fails without a report, while reading. `row`: the row is rejected while
 * reading. `match`: it is rejected when it is compared with the users there are. `matchCrash`: the job fails then. `saved`: it is
 * reported and saved all the same. `silent`: the server says nothing.
 */
export type Stage = 'file' | 'crash' | 'row' | 'match' | 'matchCrash' | 'saved' | 'silent';

export type CodeFacts = {
  readonly severity: Severity;
  readonly stage: Stage;
  /** True if it takes the users and classes of a server to find it. */
  readonly live?: true;
};

const error = (stage: Stage): CodeFacts => ({ severity: 'error', stage });
const warning = (stage: Stage): CodeFacts => ({ severity: 'warning', stage });
const hint = (stage: Stage): CodeFacts => ({ severity: 'hint', stage });
const live = (facts: CodeFacts): CodeFacts => ({ ...facts, live: true });

/** What concerns the file as a whole, or its quotes. */
export const FILE_FINDING_CODES = {
  // The file
  'file-empty': error('crash'),
  'file-blank': error('file'),
  'not-utf-8': error('file'),
  'repeated-byte-order-mark': error('file'),
  'wrong-delimiter': error('file'),
  'header-not-first': error('file'),
  'header-unknown-label': error('file'),
  'header-missing-column': error('file'),
  'header-repeated-column': warning('silent'),
  'no-users': hint('silent'),
  'passwords-in-repository': warning('silent'),
  // Quotes
  'text-after-quote': error('file'),
  'unclosed-quote': error('file'),
  'cell-too-large': error('file'),
} as const satisfies Readonly<Record<string, CodeFacts>>;

/** What concerns one row. */
export const ROW_FINDING_CODES = {
  // Rows, in the order in which the server checks them
  'username-duplicate': error('row'),
  'username-taken': live(error('row')),
  'user-there-already': live(hint('row')),
  'username-held-by-deleted': live(error('row')),
  'username-missing': error('row'),
  'cells-missing': error('crash'),
  'database-id-invalid': error('row'),
  'full-name-too-long': error('row'),
  'birth-year-invalid': error('row'),
  'username-too-long': error('row'),
  'username-characters': error('row'),
  'password-too-long': error('row'),
  'password-missing': error('row'),
  'user-type-invalid': error('row'),
  'gender-invalid': error('row'),
  'identifier-too-long': error('row'),
  'class-name-too-long': error('row'),
  'user-type-deferred': error('crash'),
  // Rows compared with the users there are
  'username-taken-by-case': live(error('match')),
  'user-renamed-by-case': live(warning('match')),
  'user-renamed': live(warning('matchCrash')),
  'username-changed': live(error('match')),
  'username-change-fails': live(error('matchCrash')),
  'birth-year-cell-missing': error('matchCrash'),
  'database-id-form': error('match'),
  'database-id-unknown': live(error('match')),
  'password-star-for-new-user': error('match'),
  // Reported, yet saved
  'username-over-30': warning('saved'),
  'full-name-over-120': warning('saved'),
  'birth-year-over-3000': warning('saved'),
  'birth-year-over-16-characters': warning('saved'),
  'identifier-grows': warning('saved'),
  // What no server says
  'database-id-repeated': warning('silent'),
  'username-nul': warning('silent'),
  'password-padded': warning('silent'),
  'full-name-missing': hint('silent'),
  'full-name-padded': hint('silent'),
  'cells-surplus': warning('silent'),
  'class-cells-missing': hint('silent'),
  'assigned-to-ignored': warning('silent'),
  'class-spelling': hint('silent'),
  'class-lookalike': warning('silent'),
  'class-with-comma': warning('silent'),
  'deferred-value': warning('silent'),
  'identifier-upper-cased': hint('silent'),
  'leading-zeros-lost': warning('silent'),
  'formula-cell': warning('silent'),
  'spreadsheet-number': warning('silent'),
  'guard-apostrophe': warning('silent'),
  'lost-characters': warning('silent'),
  'half-applied': live(warning('silent')),
  'role-kept': live(warning('silent')),
  'value-blanked': live(warning('silent')),
  'stays-deleted': live(warning('silent')),
} as const satisfies Readonly<Record<string, CodeFacts>>;

/** Every kind of finding. docs/findings.md has a section for each; a test holds the two together. */
export const FINDING_CODES = { ...FILE_FINDING_CODES, ...ROW_FINDING_CODES };

export type FileFindingCode = keyof typeof FILE_FINDING_CODES;
export type RowFindingCode = keyof typeof ROW_FINDING_CODES;
export type FindingCode = FileFindingCode | RowFindingCode;

/** True for what concerns the file as a whole, or its quotes. */
export function isFileCode(code: FindingCode): code is FileFindingCode {
  return code in FILE_FINDING_CODES;
}

/** What is known of a code. */
export function factsOf(code: FindingCode): CodeFacts {
  return FINDING_CODES[code];
}
