import type { Picture } from '../guide.ts';
import type { Inline } from '../markdown/block.ts';
import type { Run } from '../text/run.ts';
import type { GuidesPdfTexts } from './guidesPdfTexts.ts';
import { BODY, COLORS } from './look.ts';

type PictureProblem = Extract<Picture, { kind: 'none' }>['problem'];

/** A sentence in place of an image that cannot be shown. */
export function pictureNote(texts: GuidesPdfTexts, problem: PictureProblem, path: string): string {
  switch (problem) {
    case 'missing':
      return texts.missingPicture(path);
    case 'unsupported':
      return texts.unsupportedPicture(path);
    case 'damaged':
      return texts.damagedPicture(path);
    case 'tooLarge':
      return texts.largePicture(path);
  }
}

/** Images in the cells of a table are named by their description. */
export function pictureNames(cell: readonly Inline[]): readonly Run[] {
  const style = { ...BODY, size: 9.5, italic: true, color: COLORS.muted };
  return cell.flatMap((inline) =>
    inline.kind === 'picture' ? [{ text: inline.alt === '' ? inline.path : inline.alt, style }] : [],
  );
}
