import { createWriteStream } from 'node:fs';
import type { Rendering } from '../exports/parts/renderer.ts';
import type { Made } from '../exports/parts/made.ts';
import { fail } from '../platform/failure.ts';
import type { ChosenSources } from './chosenSources.ts';
import type { Guide } from './guide.ts';
import { guidesOfSources } from './guidesOfSources.ts';
import type { DocumentStyle } from './documentStyle.ts';
import { renderNotes } from './renderNotes.ts';
import { writeMeasuredPdf } from './writeMeasuredPdf.ts';

/** Renders the chosen Guides as one PDF, an assignment a chapter. Fails as gone/guides if none of them has a page. */
export async function renderTogether(
  { job, sources, path, signal, onProgress }: Rendering,
  { files, missing }: ChosenSources,
  style: DocumentStyle,
): Promise<Required<Made>> {
  const { course, teacherPages } = job.request;
  const notes = missing.map(({ name }) => ({ kind: 'notInSources', assignment: name }) as const);
  let phase: 'reading' | 'drawing' = 'reading';
  async function* guides(): AsyncGenerator<Guide> {
    let ended = 0;
    let empty = true;
    const report = (): void => onProgress({ step: 'rendering', phase, ended, total: files.size });
    report();
    for await (const guide of guidesOfSources(sources, signal, files)) {
      yield guide;
      empty &&= guide.nodes.length === 0;
      ended += 1;
      report();
    }
    if (empty) fail({ kind: 'gone', missing: 'guides' });
    phase = 'drawing';
  }
  const { pages, findings, size, sha256 } = await writeMeasuredPdf(
    guides,
    { ...style, title: course.name, createdAt: new Date(job.createdAt), teacherPages, notes },
    createWriteStream(path, { mode: 0o600 }),
    signal,
  );
  return { size, sha256, rendered: { pages, notes: [...notes, ...renderNotes(findings)] } };
}
