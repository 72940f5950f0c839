import type { Inline } from '../markdown/block.ts';
import type { Run, RunStyle } from '../text/run.ts';
import { COLORS } from './look.ts';

/** Text as it is set in a base style. Images are left out: they stand on their own. */
export function runsOf(inlines: readonly Inline[], base: RunStyle): readonly Run[] {
  return inlines.flatMap((inline): readonly Run[] => {
    if (inline.kind === 'picture') return [];
    if (inline.kind === 'break') return [{ text: '\n', style: base }];
    const { bold, italic, code, strike, link } = inline.style;
    const style: RunStyle = {
      ...base,
      bold: base.bold || bold === true,
      italic: base.italic || italic === true,
      strike: base.strike || strike === true,
      mono: base.mono || code === true,
      ...(code === true && { size: base.size * 0.9, shade: COLORS.shade }),
      ...(link !== undefined && { link, color: COLORS.link }),
    };
    return [{ text: inline.text, style }];
  });
}

/** The text of inlines and nothing else. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => (inline.kind === 'text' ? inline.text : inline.kind === 'break' ? ' ' : ''))
    .join('')
    .trim();
}
