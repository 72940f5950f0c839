import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Downloaded } from '../exports/file/download.ts';
import { Measure } from '../exports/file/measure.ts';
import { writeGuidesPdf, type GuidesPdfOptions, type GuideSource, type PdfReport } from './writeGuidesPdf.ts';

/** Writes guides as {@link writeGuidesPdf} does; says how large the PDF is and what its SHA-256 is, without reading it again. */
export async function writeMeasuredPdf(
  guides: GuideSource,
  options: GuidesPdfOptions,
  out: Writable,
  signal: AbortSignal,
): Promise<PdfReport & Downloaded> {
  const measure = new Measure();
  const written = pipeline(measure, out, { signal });
  // What fails first is told by the writer; this is only its echo.
  written.catch(() => undefined);
  const report = await writeGuidesPdf(guides, options, measure, signal);
  await written;
  return { ...report, ...measure.result() };
}
