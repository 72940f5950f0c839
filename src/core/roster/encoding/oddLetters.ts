/** Code pages of letters with accents, as TextDecoder calls them; it does not know that of MS-DOS. */
export type CodePage = 'windows-1252' | 'windows-1250' | 'macintosh' | 'ibm850';

/** What a code page would make of some bytes. */
export type Oddity = {
  /** Signs beyond ASCII that are in or beside a word. */
  readonly signs: number;
  /** Those that no word has at such a place: a capital after a small letter, a currency sign. */
  readonly odd: number;
  /** Those that few words have there. */
  readonly rare: number;
};

const IBM850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const WORD = /[A-Za-z\u0080-\uffff]*[\u0080-\uffff][A-Za-z\u0080-\uffff]*/g;
const SMALL = /\p{Ll}/u;
const CAPITAL = /\p{Lu}/u;
/** Letters to Unicode, and in no name: signs of money, of mathematics and of print. */
const NO_NAME = /[ƒﬁﬂıπµΩ]/;
const LETTER = /\p{L}/u;

/** Counts the signs that a western word would not have where they are, were the bytes in a code page. */
export function oddLetters(bytes: Uint8Array, page: CodePage): Oddity {
  let signs = 0;
  let odd = 0;
  let rare = 0;
  for (const [word] of decoded(bytes, page).matchAll(WORD)) {
    for (let at = 0; at < word.length; at++) {
      if (word.charCodeAt(at) < 0x80) continue;
      signs++;
      if (isOdd(word, at)) odd++;
      else if (isRare(word, at)) rare++;
    }
  }
  return { signs, odd, rare };
}

function decoded(bytes: Uint8Array, page: CodePage): string {
  if (page !== 'ibm850') return new TextDecoder(page).decode(bytes);
  const parts: string[] = [];
  for (const byte of bytes) parts.push(byte < 0x80 ? String.fromCharCode(byte) : (IBM850[byte - 0x80] ?? ''));
  return parts.join('');
}

function isOdd(word: string, at: number): boolean {
  const sign = word[at] ?? '';
  const before = word[at - 1] ?? '';
  const after = word[at + 1] ?? '';
  if (NO_NAME.test(sign)) return true;
  if (SMALL.test(sign)) return CAPITAL.test(after);
  if (CAPITAL.test(sign)) return SMALL.test(before) || (CAPITAL.test(before) && SMALL.test(after));
  switch (sign) {
    case '’':
    case '´':
    case '·':
    case '–':
    case '—':
    case '\u00a0':
      return false;
    case '‘':
    case '“':
    case '„':
    case '«':
      return LETTER.test(before);
    case '”':
    case '»':
    case '…':
    case 'º':
    case 'ª':
    case '°':
      return LETTER.test(after);
    default:
      return true;
  }
}

/** Š, œ and ž among small letters, and an apostrophe or a dash where no word of a list of users has one: “Garc’a”, “Mu–oz”. */
function isRare(word: string, at: number): boolean {
  const sign = word[at] ?? '';
  const rest = word.slice(at + 1);
  if (/[šœžśźż]/.test(sign)) return true;
  if (sign === '’')
    return /\p{L}{2}$/u.test(word.slice(0, at)) && /^\p{Ll}/u.test(rest) && !/^[st]$/.test(rest);
  return /[–—]/.test(sign) && SMALL.test(word[at - 1] ?? '') && SMALL.test(rest);
}
