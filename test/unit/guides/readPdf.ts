import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as v from 'valibot';

/** A link on a page: to an address, or to another page, counted from 1. */
export type PdfLink = { readonly address?: string; readonly page?: number };

export type PdfPage = { readonly text: string; readonly links: readonly PdfLink[]; readonly images: number };

export type PdfBookmark = { readonly title: string; readonly page: number; readonly depth: number };

/** What a reader makes of a PDF. */
export type ReadPdf = {
  readonly title: string;
  readonly language: string;
  readonly pages: readonly PdfPage[];
  readonly bookmarks: readonly PdfBookmark[];
  /** Of all pages, white space joined. */
  readonly text: string;
};

const ReferenceSchema = v.object({ num: v.number(), gen: v.number() });
const DestinationSchema = v.looseTuple([ReferenceSchema]);
const AnnotationSchema = v.looseObject({
  subtype: v.string(),
  url: v.optional(v.string()),
  dest: v.optional(v.unknown()),
});
const InfoSchema = v.looseObject({ Title: v.string(), Language: v.nullish(v.string()) });
type OutlineItem = { readonly title: string; readonly dest: unknown; readonly items: readonly OutlineItem[] };

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
  });
  const document = await task.promise;
  try {
    const pageOf = async (destination: unknown): Promise<number> => {
      const explicit =
        typeof destination === 'string' ? await document.getDestination(destination) : destination;
      const [reference] = v.parse(DestinationSchema, explicit);
      return (await document.getPageIndex(reference)) + 1;
    };
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      const links: PdfLink[] = [];
      for (const value of await page.getAnnotations()) {
        const { subtype, url, dest } = v.parse(AnnotationSchema, value);
        if (subtype !== 'Link') continue;
        links.push(url === undefined ? { page: await pageOf(dest) } : { address: url });
      }
      const { fnArray } = await page.getOperatorList();
      pages.push({ text, links, images: fnArray.filter((operation) => operation === PAINT_IMAGE).length });
      page.cleanup();
    }
    const bookmarks: PdfBookmark[] = [];
    const walk = async (items: readonly OutlineItem[] | null, depth: number): Promise<void> => {
      for (const item of items ?? []) {
        bookmarks.push({ title: item.title, page: await pageOf(item.dest), depth });
        await walk(item.items, depth + 1);
      }
    };
    await walk(await document.getOutline(), 0);
    const info = v.parse(InfoSchema, (await document.getMetadata()).info);
    return {
      title: info.Title,
      language: info.Language ?? '',
      pages,
      bookmarks,
      text: pages
        .map(({ text }) => text)
        .join('\n')
        .replaceAll(/\s+/g, ' '),
    };
  } finally {
    await task.destroy();
  }
}

/** The operation of pdf.js that draws an embedded image. */
const PAINT_IMAGE = 85;
