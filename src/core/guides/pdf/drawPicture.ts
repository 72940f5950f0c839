import type { Picture } from '../guide.ts';
import type { TextSetter } from '../text/textSetter.ts';
import { widthAt, type BlockPlace } from './blockPlace.ts';
import { drawNote } from './drawNote.ts';
import type { GuidesPdfTexts } from './guidesPdfTexts.ts';
import { PARAGRAPH_GAP } from './look.ts';
import type { PageFlow } from './pageFlow.ts';
import { pictureNote } from './pictureNote.ts';

/** In points. */
const PIXEL = 0.75;
/** Of the height of a page. */
const TALLEST = 0.85;

type PictureSurroundings = {
  readonly flow: PageFlow;
  readonly setter: TextSetter;
  readonly texts: GuidesPdfTexts;
};

/** Draws an image, scaled to fit, never up; one that cannot be shown is named. */
export function drawPicture(
  { flow, setter, texts }: PictureSurroundings,
  picture: Picture,
  { path, alt }: { readonly path: string; readonly alt: string },
  place: BlockPlace,
): void {
  flow.gap(PARAGRAPH_GAP);
  if (picture.kind === 'none') {
    const text = pictureNote(texts, picture.problem, path) + (alt === '' ? '' : ` – ${alt}`);
    drawNote(flow, setter, text, place);
    return;
  }
  const most = flow.height * TALLEST;
  const scale = Math.min(PIXEL, widthAt(flow, place) / picture.width, most / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  const y = flow.take(height);
  flow.canvas.picture(picture, { x: flow.frame.left + place.indent, y, width, height });
  flow.gap(PARAGRAPH_GAP);
}
