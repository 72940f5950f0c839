/** Shown as nothing, and keeps two characters from being read as one sign. */
const APART = '\u200b';

/** Code, which is shown as it stands. Where this takes something else for code, that is no less harmless. */
const CODE = /(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|(?<!~)(~{3,})(?!~)[\s\S]*?\2/g;

/** An image that is the text of a link: `[![alt](source)](target)`. A link in a link would be none. */
const LINKED_IMAGE = /(?<!!)!*\[!\[([^[\]\n]+)\]\([^()\n]*\)\](?=\()/g;

/** Exclamation marks before a bracket; the last of them makes it an image where an address or the name of one follows. */
const IMAGE = /(?<!!)(\\?)(!+)(?=\[([^\]\n]{0,500}\][([])?)/g;

/** What begins HTML. An address in angle brackets does not: no tag has a colon in its name. */
const HTML = /<(?!(?:https?|mailto):[^<>\s]*>)(?=[a-z/!?])/gi;

/**
 * A stranger's Markdown, changed so that rendering it fetches nothing and runs nothing: an image becomes a link to it, HTML the text that
 * it is. The editor's own preview would fetch images and style sheets of any host.
 */
export function harmlessMarkdown(text: string): string {
  let shown = '';
  let at = 0;
  for (const { 0: code, index } of text.matchAll(CODE)) {
    shown += outsideCode(text.slice(at, index)) + code.replace(/!(?=\[)|<(?=[a-z/!?])/gi, `$&${APART}`);
    at = index + code.length;
  }
  return shown + outsideCode(text.slice(at));
}

function outsideCode(text: string): string {
  return text.replace(LINKED_IMAGE, '[$1]').replace(IMAGE, linkOnly).replace(HTML, `$&${APART}`);
}

/** One mark alone goes with the image. Of several, and of one behind a backslash, it is left open which are text. */
function linkOnly(whole: string, backslash: string, marks: string, target: string | undefined): string {
  return backslash === '' && marks === '!' && target !== undefined ? '' : `${whole}${APART}`;
}
