import { oddLetters, type CodePage, type Oddity } from './oddLetters.ts';

/** Code pages whose letters a list of names from a Mac may seem to be in, too. */
const RIVALS: readonly CodePage[] = ['windows-1250', 'ibm850'];
/** Letters of Windows-1252 below 0xC0: Š Œ Ž š œ ž Ÿ. */
const LOW_LETTERS: ReadonlySet<number> = new Set([0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f]);
/** What may stand within or beside a word: … quotes, dashes, no-break space, § ª « ° ´ · º ». */
const WORD_SIGNS: ReadonlySet<number> = new Set([
  0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xa0, 0xa7, 0xaa, 0xab, 0xb0, 0xb4, 0xb7, 0xba, 0xbb,
]);
/** So many bytes in a hundred may be no letters before a file is taken for one in another code page. */
const STRANGE_PERCENT = 10;

/**
 * Tells the Western European code pages from the rest, for bytes that are no UTF-8. There, the words with accented letters are mostly
 * ASCII, as many of those as stand side by side (“Educação”); in a script of its own, words have no ASCII letters. Other Latin alphabets
 * (Polish), double bytes and damaged UTF-8 give signs within words that no western word has. Bytes 0x80 to 0x9F are letters and quotes
 * in Windows-1252 and controls in Latin-1. Mac OS Roman has letters there; it is told by what the bytes would be in Windows-1252: signs
and capitals within words (“Zo‘ MŸnz”).
 */
export function likelyCodePage(bytes: Uint8Array): 'windows1252' | 'iso88591' | 'macroman' | 'other8bit' {
  if (isFew(oddLetters(bytes, 'macintosh'))) {
    const windows = oddLetters(bytes, 'windows-1252');
    const isTold = !isFew(windows) && RIVALS.every((page) => !isFew(oddLetters(bytes, page)));
    if (isTold) return 'macroman';
    if (!isFew({ ...windows, odd: windows.odd + windows.rare })) return 'other8bit';
  }
  let high = 0;
  let strange = 0;
  let c1 = 0;
  let accented = 0;
  let plain = 0;
  for (let at = 0; at < bytes.length;) {
    const from = at;
    let letters = 0;
    for (; isOfWord(bytes[at]); at++) {
      const byte = bytes[at] ?? 0;
      if (byte < 0x80) continue;
      high++;
      if (byte < 0xa0) c1++;
      if (isLetter(byte) && !isUtf8Lead(bytes, at)) letters++;
      else if (!WORD_SIGNS.has(byte) || isUtf8Lead(bytes, at)) strange++;
    }
    // A word of one letter says nothing.
    if (letters > 0 && at - from > 1) {
      accented += letters;
      for (let index = from; index < at; index++) if ((bytes[index] ?? 0) < 0x80) plain++;
    }
    if (at === from) at++;
  }
  if (strange * 100 > high * STRANGE_PERCENT || accented > plain * 2) return 'other8bit';
  return c1 > 0 ? 'windows1252' : 'iso88591';
}

/** True if so few signs are odd that the bytes may be in that code page. */
function isFew({ odd, signs }: Oddity): boolean {
  return odd * 100 <= signs * STRANGE_PERCENT;
}

/** An ASCII letter, or any byte beyond ASCII. */
function isOfWord(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return byte >= 0x80 || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function isLetter(byte: number): boolean {
  return (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7) || LOW_LETTERS.has(byte);
}

/** The first byte of a letter in UTF-8: what is damaged in one place is still UTF-8 elsewhere. */
function isUtf8Lead(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at] ?? 0;
  const isContinued = (index: number): boolean => ((bytes[index] ?? 0) & 0xc0) === 0x80;
  if (byte >= 0xc2 && byte <= 0xdf) return isContinued(at + 1);
  return byte >= 0xe0 && byte <= 0xef && isContinued(at + 1) && isContinued(at + 2);
}
