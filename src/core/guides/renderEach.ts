import { PassThrough } from 'node:stream';
import { fileNameOf } from '../exports/file/fileName.ts';
import { freeName } from '../exports/file/freeName.ts';
import type { RenderNote } from '../exports/job/job.ts';
import { manifestText, type ManifestPart } from '../exports/parts/partsManifest.ts';
import type { Rendering } from '../exports/parts/renderer.ts';
import type { Made } from '../exports/parts/made.ts';
import { writeZip, type AddEntry } from '../exports/parts/writeZip.ts';
import type { RenderedRequest } from '../platform/exportRequest.ts';
import { fail } from '../platform/failure.ts';
import type { ChosenSources } from './chosenSources.ts';
import type { Guide } from './guide.ts';
import { guidesOfSources } from './guidesOfSources.ts';
import type { DocumentStyle } from './documentStyle.ts';
import { renderNotes, type PdfFinding } from './renderNotes.ts';
import { writeMeasuredPdf } from './writeMeasuredPdf.ts';

/**
 * Renders the chosen Guides as a zip of PDFs, which are packed as they are drawn; the manifest, which needs their sizes, comes last.
 * An assignment without a page has no PDF, and the manifest says why. Fails as gone/guides if none has.
 */
export async function renderEach(
  { job, sources, path, signal, onProgress }: Rendering,
  { files, missing }: ChosenSources,
  style: DocumentStyle,
): Promise<Required<Made>> {
  const { request } = job;
  const parts: ManifestPart[] = [];
  const findings: PdfFinding[] = [];
  const names = new Set<string>();
  let pages = 0;
  const createdAt = new Date(job.createdAt);
  const packed = await writeZip(path, createdAt, signal, async (add) => {
    let ended = 0;
    const report = (): void => onProgress({ step: 'rendering', phase: 'drawing', ended, total: files.size });
    report();
    for await (const { file, ...guide } of guidesOfSources(sources, signal, files)) {
      const ref = files.get(file);
      const source = { ...request, assignments: ref ? [ref] : [], all: false };
      await one(guide, source, add);
      ended += 1;
      report();
    }
    if (pages === 0) fail({ kind: 'gone', missing: 'guides' });
    for (const ref of missing)
      parts.push(failed(ref.name, { ...request, assignments: [ref], all: false }, 'notInSources'));
    await add('manifest.json', manifestText(request, createdAt, parts));
  });
  const absent = missing.map(({ name }): RenderNote => ({ kind: 'notInSources', assignment: name }));
  return { ...packed, rendered: { pages, notes: [...absent, ...renderNotes(findings)] } };

  async function one(guide: Guide, source: RenderedRequest, add: AddEntry): Promise<void> {
    const own = guide.findings.map((finding): PdfFinding => ({
      kind: 'guide',
      assignment: guide.assignment,
      finding,
    }));
    if (guide.nodes.length === 0) {
      findings.push(...own);
      const damaged = guide.findings.some(({ kind }) => kind === 'damagedArchive');
      parts.push(failed(guide.assignment, source, damaged ? 'damaged' : 'noGuides'));
      return;
    }
    const name = `${freeName(fileNameOf(guide.assignment) || 'Guide', names)}.pdf`;
    const content = new PassThrough();
    const added = add(name, content, true);
    // A disk that is full takes nothing more: the writer must not wait for it.
    added.catch((error: unknown) => content.destroy(error instanceof Error ? error : undefined));
    const { teacherPages } = request;
    const options = { ...style, title: guide.title, createdAt, teacherPages, notes: [] };
    const pdf = await writeMeasuredPdf(() => [guide], options, content, signal);
    await added;
    findings.push(...pdf.findings);
    pages += pdf.pages;
    const notes = renderNotes(pdf.findings);
    const { size, sha256 } = pdf;
    parts.push({ path: name, source, outcome: 'saved', size, sha256, ...(notes.length > 0 && { notes }) });
  }
}

function failed(path: string, source: RenderedRequest, reason: RenderNote['kind']): ManifestPart {
  return { path, source, outcome: 'failed', reason };
}
