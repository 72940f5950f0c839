import type { ExportKind, LogsRequest } from '../platform/exportRequest.ts';

/** What a file that is handed over may be: what the pages of a course give. */
export type AdoptKind = Exclude<ExportKind, 'users' | LogsRequest['kind']>;

/**
 * Why a file is not taken, whatever it is said to be.
 *
 * - `missing`, `notAFile`: there is no such file; a folder, a link or a device.
 * - `empty`: nothing is in it.
 * - `unfinished`: its name is that of a download under way. `growing`: it is still being written.
 * - `webPage`: an error or sign-in page in place of the file.
 * - `broken`: an archive or JSON file that cannot be read.
 * - `ipConsent`: a list of consents, which belongs to an organisation and to no course.
 * - `noTable`: text without columns. `otherJson`: neither blueprints nor rows of a log.
 * - `notOurs`: neither a table nor an archive, a PDF or a JSON file, or an archive that is a document or a program.
 */
export type RefusedFile =
  | 'missing'
  | 'notAFile'
  | 'empty'
  | 'unfinished'
  | 'growing'
  | 'webPage'
  | 'broken'
  | 'ipConsent'
  | 'noTable'
  | 'otherJson'
  | 'notOurs';

/**
 * What a file is. `unsure`: its form allows these, the likeliest first, and nothing in it tells which; what has a documented header
 * or shape is never among them without it. `hints` are names that the
 * file itself mentions (assignments, courses, ids): they are proposed, never assumed, and never logged.
 */
export type Recognition =
  | ({ readonly outcome: 'known'; readonly kind: AdoptKind } & Names)
  | ({ readonly outcome: 'unsure'; readonly candidates: readonly AdoptKind[] } & Names)
  | { readonly outcome: 'refused'; readonly reason: RefusedFile };

/** `assignments` are those of the hints that its tables give as names of assignments. */
type Names = { readonly hints: readonly string[]; readonly assignments?: readonly string[] };
