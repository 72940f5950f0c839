import { isWebLink } from './isWebLink.ts';

/** What a tag of HTML asks of the text around it. */
export type HtmlPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tag'; readonly name: string; readonly closing: boolean; readonly attributes: string };

const PIECE = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;

/** Splits HTML into its tags and the text between them. Comments are dropped; entities are left as they are. */
export function htmlPieces(html: string): readonly HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let last = 0;
  for (const match of html.matchAll(PIECE)) {
    if (match.index > last) pieces.push({ kind: 'text', text: html.slice(last, match.index) });
    last = match.index + match[0].length;
    const [, slash, name, attributes = ''] = match;
    if (name !== undefined)
      pieces.push({ kind: 'tag', name: name.toLowerCase(), closing: slash === '/', attributes });
  }
  if (last < html.length) pieces.push({ kind: 'text', text: html.slice(last) });
  return pieces;
}

/** Elements whose content is for a browser, not for a reader. */
export const HIDDEN_ELEMENTS: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'head',
]);

/** Elements that stand on lines of their own. */
export const LINE_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote br center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody thead tfoot tr ul'
  ).split(' '),
);

/** The value of an attribute, as written. */
export function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  );
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

/** Where an `<a>` leads, if a reader may go there. */
export function linkOf(attributes: string): string | undefined {
  const target = attribute(attributes, 'href');
  return target !== undefined && isWebLink(target) ? target : undefined;
}
