import type { Block, Inline } from './block.ts';

/** What a reader sees of Markdown, in one line: its words, and for a picture the text that stands for it. */
export function readerText(blocks: readonly Block[]): string {
  return blocks.map(textOf).join(' ').replace(/\s+/g, ' ').trim();
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return lineOf(block.inlines);
    case 'code':
      return block.text;
    case 'list':
      return block.items.map(({ blocks }) => readerText(blocks)).join(' ');
    case 'quote':
    case 'callout':
      return readerText(block.blocks);
    case 'table':
      return [block.head, ...block.rows].flat().map(lineOf).join(' ');
    case 'rule':
      return '';
    case 'assessment':
      return block.label;
  }
}

function lineOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'text') return inline.text;
      return inline.kind === 'break' ? ' ' : inline.alt;
    })
    .join('');
}
