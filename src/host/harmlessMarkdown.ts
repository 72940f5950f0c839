/** Shown as nothing, and keeps two characters from being read as one sign. */
const APART = '\u200b';

/**
 * A stranger's Markdown, changed so that rendering it fetches nothing and runs nothing: an image becomes a link to it, HTML the text that
 * it is. The editor's own preview would fetch images and style sheets of any host.
 */
export function harmlessMarkdown(text: string): string {
  return text.replace(/!(?=\[)|<(?=[a-z/!?])/gi, `$&${APART}`);
}
