import type { Token } from 'markdown-it';
import type { Alignment, Block, Inline, ListItem } from './block.ts';
import { addCodioSyntax } from './codioSyntax.ts';
import { HIDDEN_ELEMENTS, htmlPieces, LINE_ELEMENTS } from './htmlText.ts';
import { inlinesOf } from './inlinesOf.ts';

/** Reads Markdown as Codio writes it (Codio protocol, section 8.1). Any text is valid; none of it is run. */
export type ParseMarkdown = (text: string) => readonly Block[];

export async function markdownParser(): Promise<ParseMarkdown> {
  const { default: MarkdownIt } = await import('markdown-it');
  const parser = new MarkdownIt({ html: true, linkify: false, breaks: false });
  addCodioSyntax(parser);
  return (text) => {
    const tokens = parser.parse(text.replace(/^\uFEFF/, ''), {});
    const decode = (html: string): string => parser.utils.unescapeAll(html);
    return new TokenReader(tokens, decode).blocks();
  };
}

/** Walks the flat tokens of markdown-it, which mark where a block opens and closes. */
class TokenReader {
  private readonly tokens: readonly Token[];
  private readonly decode: (html: string) => string;
  private at = 0;

  constructor(tokens: readonly Token[], decode: (html: string) => string) {
    this.tokens = tokens;
    this.decode = decode;
  }

  /** The blocks up to the token that closes what they are in, which is taken too. */
  blocks(closing?: string): Block[] {
    const blocks: Block[] = [];
    for (let token = this.next(); token && token.type !== closing; token = this.next())
      blocks.push(...this.block(token));
    return blocks;
  }

  private next(): Token | undefined {
    return this.tokens[this.at++];
  }

  private block(token: Token): readonly Block[] {
    switch (token.type) {
      case 'heading_open': {
        const inlines = this.inlinesUpTo('heading_close');
        return [{ kind: 'heading', level: Number(token.tag.slice(1)), inlines }];
      }
      case 'paragraph_open':
        return paragraphs(this.inlineTokenUpTo('paragraph_close'), this.decode);
      case 'fence':
      case 'code_block':
        return [{ kind: 'code', text: token.content.replace(/\r?\n$/, '') }];
      case 'bullet_list_open':
        return [{ kind: 'list', ...this.items('bullet_list_close') }];
      case 'ordered_list_open': {
        const start = Number(token.attrGet('start') ?? 1);
        return [{ kind: 'list', start, ...this.items('ordered_list_close') }];
      }
      case 'blockquote_open':
        return [{ kind: 'quote', blocks: this.blocks('blockquote_close') }];
      case 'codio_callout_open':
        return [{ kind: 'callout', name: token.info, blocks: this.blocks('codio_callout_close') }];
      case 'table_open':
        return [this.table()];
      case 'hr':
        return [{ kind: 'rule' }];
      case 'html_block':
        return htmlBlock(token.content, this.decode);
      default:
        return token.children ? paragraphs(token, this.decode) : [];
    }
  }

  private inlineTokenUpTo(closing: string): Token | undefined {
    let inline: Token | undefined;
    for (let token = this.next(); token && token.type !== closing; token = this.next()) inline ??= token;
    return inline;
  }

  private inlinesUpTo(closing: string): readonly Inline[] {
    return inlinesOf(this.inlineTokenUpTo(closing)?.children ?? [], this.decode);
  }

  private items(closing: string): { tight: boolean; items: readonly ListItem[] } {
    const items: ListItem[] = [];
    let tight = true;
    for (let token = this.next(); token && token.type !== closing; token = this.next()) {
      const from = this.at;
      const blocks = this.blocks('list_item_close');
      tight &&= !this.tokens
        .slice(from, this.at)
        .some(({ type, hidden, level }) => type === 'paragraph_open' && !hidden && level === token.level + 1);
      items.push(taskItem(blocks));
    }
    return { tight, items };
  }

  private table(): Block {
    const rows: (readonly Inline[])[][] = [];
    const alignments: Alignment[] = [];
    let cells: (readonly Inline[])[] = [];
    for (let token = this.next(); token && token.type !== 'table_close'; token = this.next()) {
      if (token.type === 'tr_open') rows.push((cells = []));
      if (token.type !== 'th_open' && token.type !== 'td_open') continue;
      if (token.type === 'th_open') alignments.push(alignmentOf(token));
      cells.push(this.inlinesUpTo(token.type === 'th_open' ? 'th_close' : 'td_close'));
    }
    const [head = [], ...body] = rows;
    return { kind: 'table', alignments, head, rows: body };
  }
}

function alignmentOf(token: Token): Alignment {
  const style = String(token.attrGet('style') ?? '');
  if (style.includes('right')) return 'right';
  return style.includes('center') ? 'center' : 'left';
}

/** A paragraph; the assessments and images in it stand on their own. */
function paragraphs(token: Token | undefined, decode: (html: string) => string): readonly Block[] {
  const blocks: Block[] = [];
  let run: Token[] = [];
  const flush = (): void => {
    const inlines = inlinesOf(run, decode);
    if (
      inlines.some(
        (inline) => inline.kind === 'picture' || (inline.kind === 'text' && inline.text.trim() !== ''),
      )
    )
      blocks.push({ kind: 'paragraph', inlines });
    run = [];
  };
  for (const child of token?.children ?? []) {
    if (child.type === 'codio_button' && /^assessment\b/.test(child.info)) {
      flush();
      blocks.push({ kind: 'assessment', label: child.content, taskId: child.markup });
    } else run.push(child);
  }
  flush();
  return blocks;
}

const TASK = /^\[([ xX])\]\s+/;

function taskItem(blocks: readonly Block[]): ListItem {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return { blocks };
  const [text, ...others] = first.inlines;
  const mark = text?.kind === 'text' ? TASK.exec(text.text) : null;
  if (text?.kind !== 'text' || !mark) return { blocks };
  const trimmed: Inline = { ...text, text: text.text.slice(mark[0].length) };
  return { done: mark[1] !== ' ', blocks: [{ kind: 'paragraph', inlines: [trimmed, ...others] }, ...rest] };
}

/** The text of a block of HTML, line by line as a browser would break it; what is between `<pre>` and its end keeps its lines. */
function htmlBlock(html: string, decode: (html: string) => string): readonly Block[] {
  const blocks: Block[] = [];
  for (const [at, part] of html.split(/<pre\b[^>]*>([\s\S]*?)<\/pre>/i).entries()) {
    if (at % 2 === 1) {
      const text = decode(textOf(part)).replace(/^\n|\s+$/g, '');
      if (text !== '') blocks.push({ kind: 'code', text });
    } else blocks.push(...htmlParagraphs(part, decode));
  }
  return blocks;
}

function textOf(html: string): string {
  return htmlPieces(html)
    .map((piece) => (piece.kind === 'text' ? piece.text : ''))
    .join('');
}

function htmlParagraphs(html: string, decode: (html: string) => string): readonly Block[] {
  const lines: string[] = [''];
  const add = (text: string): void => {
    lines[lines.length - 1] = (lines.at(-1) ?? '') + text;
  };
  let hidden: string | undefined;
  for (const piece of htmlPieces(html)) {
    if (piece.kind === 'text') {
      if (hidden === undefined) add(piece.text.replace(/\s+/g, ' '));
    } else if (hidden !== undefined) {
      if (piece.closing && piece.name === hidden) hidden = undefined;
    } else if (HIDDEN_ELEMENTS.has(piece.name)) {
      if (!piece.closing && !piece.attributes.endsWith('/')) hidden = piece.name;
    } else if (LINE_ELEMENTS.has(piece.name)) lines.push('');
    else if (piece.name === 'td' || piece.name === 'th') add(piece.closing ? '  ' : '');
    else add(`<${piece.closing ? '/' : ''}${piece.name}${piece.attributes}>`);
  }
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', inlines: inlinesOf(htmlTokens(line.trim()), decode) }) as const)
    .filter(({ inlines }) => inlines.length > 0);
}

/** A line of HTML as the tokens that markdown-it makes of HTML inside a paragraph. */
function htmlTokens(line: string): readonly HtmlToken[] {
  return htmlPieces(line).map((piece) =>
    piece.kind === 'text'
      ? { type: 'html_text', content: piece.text }
      : { type: 'html_inline', content: `<${piece.closing ? '/' : ''}${piece.name}${piece.attributes}>` },
  );
}

/** What {@link inlinesOf} reads of a token. */
export type HtmlToken = { readonly type: 'html_text' | 'html_inline'; readonly content: string };
