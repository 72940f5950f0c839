import { LIMITS } from './limits.ts';
import { codePoints } from './codePoints.ts';
import { trimLikePython } from './pythonSpace.ts';

/** Begins like a name, not like a formula, and holds no character that could not be read. */
const PLAIN = /^[A-Za-z0-9\u0080-\uffff][^\ufffd]*$/;

/** One class in a cell that lists classes. */
export type ClassPiece = {
  /** Trimmed, as the server uses it. */
  readonly name: string;
  /** Where the name starts in the cell's value. */
  readonly at: number;
};

/** A value of ENROLLED_IN or ASSIGNED_TO, taken apart. Many rows share one, so each is made once. */
export type ClassCell = {
  readonly value: string;
  readonly pieces: readonly ClassPiece[];
  /** The first piece that is too long, untrimmed, or ''. */
  readonly tooLong: string;
  /** A class that somebody tried to name with a comma in it, in quotes or behind a backslash, or ''. */
  readonly commaAttempt: string;
  /** True if no rule of one row has anything to say of it, whoever's cell it is. */
  readonly isPlain: boolean;
};

/** Takes the value of a cell that lists classes apart; a comma always separates (section 6.4, "Class collection"). */
export function parseClassCell(value: string): ClassCell {
  const pieces: ClassPiece[] = [];
  let tooLong = '';
  let at = 0;
  for (const raw of value.split(',')) {
    if (tooLong === '' && raw.length > LIMITS.className && codePoints(raw) > LIMITS.className) tooLong = raw;
    const name = trimLikePython(raw);
    if (name !== '') pieces.push({ name, at: at + raw.indexOf(name) });
    at += raw.length + 1;
  }
  if (value === 'DEFERRED') tooLong = '';
  const commaAttempt = /"[^",]*,[^"]*"|[^,]*\\,[^,]*/.exec(value)?.[0] ?? '';
  const isPlain = PLAIN.test(value) && value !== 'DEFERRED' && tooLong === '' && commaAttempt === '';
  return { value, pieces, tooLong, commaAttempt, isPlain };
}
