import type { ShownPicture } from '../guide.ts';
import type { Face } from '../text/fontShelf.ts';
import type { Script } from '../text/scripts.ts';
import type { Piece } from '../text/run.ts';
import type { Area, Canvas } from './canvas.ts';
import { countLost } from './countLost.ts';

type Outline = { addItem(title: string, options?: { expanded?: boolean }): Outline };

/** Draws on the pages of a PDF, one after the other. */
export class PdfCanvas implements Canvas {
  readonly lacking = new Map<Script, number>();
  private readonly document: PDFKit.PDFDocument;
  private readonly registered = new Set<Face>();
  private readonly images = new WeakMap<ShownPicture, PDFKit.OpenedImage>();
  private readonly parents: Outline[] = [];

  constructor(document: PDFKit.PDFDocument) {
    this.document = document;
  }

  newPage(): void {
    this.document.addPage();
  }

  text(piece: Piece, x: number, y: number): void {
    const { face, style, width, text, rightToLeft } = piece;
    countLost(piece, this.lacking);
    if (!this.registered.has(face)) {
      this.document.registerFont(face.id, face.bytes, face.member);
      this.registered.add(face);
    }
    this.document
      .font(face.id)
      .fontSize(style.size)
      .fillColor(style.color)
      .text(text, x, y, {
        lineBreak: false,
        baseline: 'alphabetic',
        textWidth: width,
        wordCount: 1,
        // With features, even none, the library shapes the text as a whole, which is what makes it run from right to left.
        ...(rightToLeft && { features: [] }),
      });
  }

  fill({ x, y, width, height }: Area, color: string): void {
    this.document.rect(x, y, width, height).fill(color);
  }

  picture(picture: ShownPicture, { x, y, width, height }: Area): void {
    let image = this.images.get(picture);
    if (!image) this.images.set(picture, (image = this.document.openImage(picture.bytes)));
    this.document.image(image, x, y, { width, height });
  }

  link({ x, y, width, height }: Area, address: string): void {
    this.document.link(x, y, width, height, address);
  }

  jump({ x, y, width, height }: Area, anchor: string): void {
    this.document.goTo(x, y, width, height, anchor);
  }

  anchor(name: string, y: number): void {
    this.document.addNamedDestination(name, 'XYZ', 0, y, null);
  }

  bookmark(title: string, depth: number, y: number): void {
    this.parents.length = Math.min(this.parents.length, depth);
    const options = { expanded: depth === 0, top: y, left: this.document.page.width };
    this.parents.push((this.parents.at(-1) ?? this.document.outline).addItem(title, options));
  }
}
