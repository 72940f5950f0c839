import type { ParseError } from 'jsonc-parser';
import type { PlacelessFinding, SyntaxProblem } from './blueprintFinding.ts';

const PROBLEMS: Readonly<Record<string, SyntaxProblem>> = {
  InvalidCommentToken: 'comment',
  UnexpectedEndOfComment: 'comment',
  PropertyNameExpected: 'name',
  ValueExpected: 'value',
  ColonExpected: 'colon',
  CommaExpected: 'comma',
  CloseBraceExpected: 'bracket',
  CloseBracketExpected: 'bracket',
  EndOfFileExpected: 'afterEnd',
  InvalidNumberFormat: 'number',
  UnexpectedEndOfNumber: 'number',
  UnexpectedEndOfString: 'string',
  InvalidUnicode: 'string',
  InvalidEscapeCharacter: 'string',
};

/** Maps a parser's errors to findings. A place is named once, by what was found there first. */
export function syntaxFindings(
  text: string,
  errors: readonly ParseError[],
  nameOf: (code: ParseError['error']) => string,
): PlacelessFinding[] {
  const seen = new Set<number>();
  const findings: PlacelessFinding[] = [];
  for (const { error, offset, length } of errors) {
    const name = PROBLEMS[nameOf(error)] ?? 'character';
    const comma =
      (name === 'name' || name === 'value') && /^\s*[\]}]/.test(text.slice(offset, offset + length + 64));
    const before = comma ? lastBefore(text, offset) : -1;
    const trailing = before >= 0 && text[before] === ',';
    const at = trailing ? before : offset;
    if (seen.has(at)) continue;
    seen.add(at);
    findings.push({
      is: 'syntax',
      problem: trailing ? 'trailingComma' : name,
      severity: 'error',
      range: { offset: at, length: trailing ? 1 : length },
    });
  }
  return findings;
}

/** The last character before `offset` that is no blank. */
function lastBefore(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && /\s/.test(text.charAt(at))) at -= 1;
  return at;
}
