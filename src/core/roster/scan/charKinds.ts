/**
 * What kinds of characters a cell holds, as bits. The scanner gathers them on its way, so that most rules can pass most cells without
 * looking at them again.
 */
export const DIGIT = 1;
/** g to z: the lower-case letters that are no hex digits. */
export const LOWER = 2;
/** A to Z. */
export const UPPER = 4;
/** What Python takes for white space, as far as it is ASCII. */
export const SPACE = 8;
/** ASCII punctuation but the underscore: just what a user name may not hold (Kolibri protocol, section 6.4, check 6). */
export const PUNCTUATION = 16;
/** Other ASCII control characters, NUL among them. */
export const CONTROL = 32;
/** Anything beyond ASCII. */
export const HIGH = 64;
/** The cell stands in quotes. */
export const QUOTED = 128;
/** The cell stands in quotes and holds doubled ones. */
export const DOUBLED = 256;

/** a to f. */
export const LOWER_HEX = 512;

/** The one mark that a user name may hold. */
export const UNDERSCORE = 1024;

/** U+FFFD, which stands where bytes could not be read. */
export const LOST = 2048;

/** The kind of each UTF-16 unit. */
export const KIND_OF: Readonly<Uint16Array> = kindTable();

function kindTable(): Uint16Array {
  const kinds = new Uint16Array(65_536).fill(HIGH);
  for (let code = 0; code < 128; code++) kinds[code] = asciiKind(code);
  kinds[0xfffd] = HIGH | LOST;
  return kinds;
}

function asciiKind(code: number): number {
  if (code >= 48 && code <= 57) return DIGIT;
  if (code >= 97 && code <= 102) return LOWER_HEX;
  if (code >= 103 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  if ((code >= 9 && code <= 13) || (code >= 28 && code <= 32)) return SPACE;
  if (code < 32 || code === 127) return CONTROL;
  return code === 95 ? UNDERSCORE : PUNCTUATION;
}
