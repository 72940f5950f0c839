import type { Run } from './run.ts';

// Control characters, of the text, of its direction and of its colours.
const CONTROLS = /[\p{Cc}\uFE0E\uFE0F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Takes out what has no place on paper. Between words one space is enough; at the beginning of a line there is none. */
export function cleanRuns(runs: readonly Run[], joinSpaces: boolean): readonly Run[] {
  let before = '\n';
  return runs.flatMap((run) => {
    let text = run.text
      .replaceAll('\t', '    ')
      .replaceAll(CONTROLS, (character) => (character === '\n' ? '\n' : ''))
      .replaceAll(FLAG, lettersOfFlag);
    if (joinSpaces && !run.style.mono) {
      text = text.replaceAll(/ {2,}/g, ' ').replaceAll(/\n +/g, '\n');
      if (/[ \n]/.test(before)) text = text.replace(/^ +/, '');
    }
    if (text === '') return [];
    before = text.at(-1) ?? before;
    return [{ ...run, text }];
  });
}

/** Flags are pairs of letters that few fonts draw as flags. */
const FLAG = /[\u{1F1E6}-\u{1F1FF}]{2}/gu;

function lettersOfFlag(flag: string): string {
  return Array.from(flag, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65)).join(
    '',
  );
}
