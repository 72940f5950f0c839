import type { Block, Inline } from '../markdown/block.ts';
import { plainText } from './runsOf.ts';

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** True if the first letter in blocks is of a script that is read from right to left. */
export function startsRightToLeft(blocks: readonly Block[]): boolean {
  const letter = firstLetter(blocks);
  return letter !== undefined && RIGHT_TO_LEFT.test(letter);
}

function firstLetter(blocks: readonly Block[]): string | undefined {
  for (const block of blocks) {
    const letter = letterIn(block);
    if (letter !== undefined) return letter;
  }
  return undefined;
}

function letterIn(block: Block): string | undefined {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return letterOf(block.inlines);
    case 'list':
      return firstLetter(block.items.flatMap((item) => item.blocks));
    case 'quote':
    case 'callout':
      return firstLetter(block.blocks);
    case 'code':
    case 'table':
    case 'rule':
    case 'assessment':
      return undefined;
  }
}

function letterOf(inlines: readonly Inline[]): string | undefined {
  return /\p{L}/u.exec(plainText(inlines))?.[0];
}
