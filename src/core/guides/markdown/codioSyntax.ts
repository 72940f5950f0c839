import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** `{label|kind}(target)`, as in `{Run|terminal}(bash run.sh)`; the kind may be left out. */
const BUTTON = /^\{([^{}|\n]*)(?:\|([^{}\n]*))?\}\(/;

/** Links that make the IDE do something: `[Open it](open_file main.py)`. Markdown does not take them for links. */
const IDE_LINK = /^\[([^[\]\n]+)\]\((?:open|close|highlight|run)_\w+[^)\n]*\)/;

/**
 * Teaches a parser what Codio adds to Markdown: callouts, buttons with the assessments among them, and links into the IDE. A
 * callout's token has its name in `info`; a button's has its label in `content`, its kind in `info`, its target in `markup`.
 */
export function addCodioSyntax(parser: MarkdownIt): void {
  parser.block.ruler.before('table', 'codio_callout', callout, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  parser.inline.ruler.before('link', 'codio_ide_link', ideLink);
  parser.inline.ruler.before('link', 'codio_button', button);
}

/** `|||name` … `|||`, with any Markdown between. Without its last line it runs to the end of the page. */
function callout(state: StateBlock, first: number, last: number, silent: boolean): boolean {
  const opening = /^\|\|\|\s*([\p{L}\w-]+)\s*$/u.exec(lineOf(state, first));
  if (!opening) return false;
  if (silent) return true;
  let end = first + 1;
  let fence = '';
  for (; end < last; end++) {
    const line = lineOf(state, end);
    const mark = /^(?:`{3,}|~{3,})/.exec(line)?.[0] ?? '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) fence = '';
    if (fence === '' && /^\|\|\|\s*$/.test(line)) break;
  }
  const open = state.push('codio_callout_open', '', 1);
  open.info = (opening[1] ?? '').toLowerCase();
  const { lineMax, parentType } = state;
  state.lineMax = end;
  state.md.block.tokenize(state, first + 1, end);
  state.lineMax = lineMax;
  state.parentType = parentType;
  state.push('codio_callout_close', '', -1);
  state.line = Math.min(end + 1, last);
  return true;
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

function button(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '{') return false;
  const rest = state.src.slice(state.pos, state.posMax);
  const match = BUTTON.exec(rest);
  if (!match) return false;
  const end = closingParenthesis(rest, match[0].length);
  if (end === undefined) return false;
  if (!silent) {
    const token = state.push('codio_button', '', 0);
    token.content = (match[1] ?? '').trim();
    token.info = (match[2] ?? '').trim();
    token.markup = rest.slice(match[0].length, end).trim();
  }
  state.pos += end + 1;
  return true;
}

/** Commands may have parentheses of their own. */
function closingParenthesis(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at;
  }
  return undefined;
}

function ideLink(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '[') return false;
  const match = IDE_LINK.exec(state.src.slice(state.pos, state.posMax));
  if (!match) return false;
  if (!silent) {
    const token = state.push('text', '', 0);
    token.content = match[1] ?? '';
  }
  state.pos += match[0].length;
  return true;
}
