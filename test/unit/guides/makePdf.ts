import { PassThrough } from 'node:stream';
import { join } from 'node:path';
import { bufferOf } from '../../../src/core/campus/exports/bufferOf.ts';
import type { Guide } from '../../../src/core/guides/guide.ts';
import { readGuides } from '../../../src/core/guides/readGuides.ts';
import {
  writeGuidesPdf,
  type GuidesPdfOptions,
  type PdfReport,
} from '../../../src/core/guides/writeGuidesPdf.ts';
import { archiveOf, type Content } from './archiveOf.ts';
import { ENGLISH } from './englishTexts.ts';
import { readPdf, type ReadPdf } from './readPdf.ts';

/** The fonts that the extension ships. */
export const FONTS = join(import.meta.dirname, '../../../media/fonts');

/** No system fonts: what a test finds must not depend on the computer it runs on. */
export const OPTIONS: GuidesPdfOptions = {
  title: 'All guides',
  createdAt: new Date('2026-03-05T10:20:30Z'),
  teacherPages: true,
  language: 'en',
  texts: ENGLISH,
  fontsFolder: FONTS,
  systemFontFolders: [],
};

export type MadePdf = { readonly bytes: Buffer; readonly report: PdfReport; readonly pdf: ReadPdf };

/** The PDF of guides, read back. */
export async function makePdf(
  guides: readonly Guide[],
  options: Partial<GuidesPdfOptions> = {},
): Promise<MadePdf> {
  const out = new PassThrough();
  const [bytes, report] = await Promise.all([
    bufferOf(out),
    writeGuidesPdf(() => guides, { ...OPTIONS, ...options }, out, new AbortController().signal),
  ]);
  return { bytes, report, pdf: await readPdf(bytes) };
}

/** The guide in an archive with these files. */
export async function guideOf(
  files: Readonly<Record<string, Content>>,
  assignment = 'An assignment',
): Promise<Guide> {
  return readGuides(assignment, await archiveOf(files), new AbortController().signal);
}
