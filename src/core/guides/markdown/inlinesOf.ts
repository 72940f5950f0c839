import type { Token } from 'markdown-it';
import type { Inline, TextStyle } from './block.ts';
import { attribute, HIDDEN_ELEMENTS, htmlPieces, linkOf, LINE_ELEMENTS } from './htmlText.ts';
import { isWebLink } from './isWebLink.ts';
import type { HtmlToken } from './parseMarkdown.ts';

type Flag = 'bold' | 'italic' | 'code' | 'strike';

const FLAGS: Readonly<Record<string, Flag>> = {
  strong: 'bold',
  b: 'bold',
  th: 'bold',
  em: 'italic',
  i: 'italic',
  cite: 'italic',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
};

/** Text with its style, from the tokens inside a paragraph. Of HTML the text is kept, and the few styles that a page has. */
export function inlinesOf(
  tokens: readonly (Token | HtmlToken)[],
  decode: (html: string) => string,
): readonly Inline[] {
  const inlines: Inline[] = [];
  const depth: Record<Flag, number> = { bold: 0, italic: 0, code: 0, strike: 0 };
  const links: (string | undefined)[] = [];
  let hidden: string | undefined;

  const style = (): TextStyle => {
    const link = links.at(-1);
    return {
      ...(depth.bold > 0 && { bold: true as const }),
      ...(depth.italic > 0 && { italic: true as const }),
      ...(depth.code > 0 && { code: true as const }),
      ...(depth.strike > 0 && { strike: true as const }),
      ...(link !== undefined && { link }),
    };
  };
  const say = (text: string, more: TextStyle = {}): void => {
    if (text !== '' && hidden === undefined)
      inlines.push({ kind: 'text', text, style: { ...style(), ...more } });
  };
  const turn = (flag: Flag | undefined, by: 1 | -1): void => {
    if (flag) depth[flag] = Math.max(0, depth[flag] + by);
  };
  const picture = (path: string, alt: string): void => {
    if (hidden === undefined) inlines.push({ kind: 'picture', path, alt });
  };
  const html = (content: string): void => {
    for (const piece of htmlPieces(content)) {
      if (piece.kind === 'text') continue;
      const { name, closing, attributes } = piece;
      if (HIDDEN_ELEMENTS.has(name)) {
        if (!closing) hidden ??= name;
        else if (hidden === name) hidden = undefined;
      } else if (name === 'img') {
        const source = attribute(attributes, 'src');
        if (source !== undefined) picture(decode(source), decode(attribute(attributes, 'alt') ?? ''));
      } else if (name === 'a') {
        if (closing) links.pop();
        else links.push(linkOf(attributes));
      } else if (LINE_ELEMENTS.has(name)) {
        if (hidden === undefined) inlines.push({ kind: 'break' });
      } else turn(FLAGS[name], closing ? -1 : 1);
    }
  };

  for (const token of tokens) {
    switch (token.type) {
      case 'text':
      case 'text_special':
        say(token.content);
        break;
      case 'html_text':
        say(decode(token.content));
        break;
      case 'softbreak':
        say(' ');
        break;
      case 'hardbreak':
        inlines.push({ kind: 'break' });
        break;
      case 'code_inline':
        // As a browser shows it.
        say(token.content.replaceAll(/\s+/g, ' '), { code: true });
        break;
      case 'html_inline':
        html(token.content);
        break;
      default:
        if ('markup' in token) mark(token);
    }
  }
  return inlines;

  function mark(token: Token): void {
    switch (token.type) {
      case 'strong_open':
      case 'em_open':
      case 's_open':
        turn(FLAGS[token.tag], 1);
        break;
      case 'strong_close':
      case 'em_close':
      case 's_close':
        turn(FLAGS[token.tag], -1);
        break;
      case 'link_open': {
        const target = String(token.attrGet('href') ?? '');
        links.push(isWebLink(target) ? target : undefined);
        break;
      }
      case 'link_close':
        links.pop();
        break;
      case 'image':
        picture(String(token.attrGet('src') ?? ''), token.content);
        break;
      case 'codio_button':
        say(token.content === '' ? token.markup : token.content, { bold: true });
        if (token.content !== '' && token.markup !== '') {
          say(' ');
          say(token.markup, { code: true });
        }
        break;
      default:
        say(token.content);
    }
  }
}
