import { isSlip } from '../values/isSlip.ts';

/** A word of a class name, and the class. */
type Word = { readonly word: string; readonly name: string };

/**
 * Finds the class that a name was most likely meant to be: all words are alike but one, which is a slip of the fingers. Nothing if two
 * classes could have been meant. A school has hundreds of classes at most, but a file may name very many: they are found by the
 * words that are alike.
 */
export class MisspeltClass {
  /** By the other words of the name. */
  readonly #words = new Map<string, Word[]>();

  constructor(names: readonly string[]) {
    for (const name of names) {
      for (const { others, word } of wordsOf(name)) {
        const known = this.#words.get(others);
        if (known === undefined) this.#words.set(others, [{ word, name }]);
        else known.push({ word, name });
      }
    }
  }

  meantBy(name: string): string | undefined {
    const meant = new Set<string>();
    for (const { others, word } of wordsOf(name)) {
      for (const known of this.#words.get(others) ?? []) if (isSlip(word, known.word)) meant.add(known.name);
    }
    const [first, ...more] = meant;
    return more.length === 0 ? first : undefined;
  }
}

/** Each word of a name, without case and accents, and what stands around it. */
function wordsOf(name: string): readonly { readonly word: string; readonly others: string }[] {
  const words = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\p{Cf}]/gu, '')
    .toLowerCase()
    .split(/[\s\p{Pd}_.'’]+/u);
  return words.map((word, at) => ({ word, others: words.with(at, '').join(' ') }));
}
