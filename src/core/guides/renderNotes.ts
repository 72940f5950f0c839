import type { RenderNote } from '../exports/job/job.ts';
import type { GuideFinding } from './guide.ts';

/** What is not in a document as its author meant it. */
export type PdfFinding =
  | { readonly kind: 'guide'; readonly assignment: string; readonly finding: GuideFinding }
  /** Characters of a script that no font here has: each is a box in the document. */
  | { readonly kind: 'noFont'; readonly script: string; readonly characters: number };

/** Findings in few lines: one an assignment that lacks something, however much it is; one a script. */
export function renderNotes(findings: readonly PdfFinding[]): readonly RenderNote[] {
  const incomplete = new Map<string, number>();
  const notes: RenderNote[] = [];
  const fonts = new Map<string, number>();
  for (const found of findings) {
    if (found.kind === 'noFont') {
      fonts.set(found.script, (fonts.get(found.script) ?? 0) + found.characters);
      continue;
    }
    const { assignment, finding } = found;
    if (finding.kind === 'noGuides') notes.push({ kind: 'noGuides', assignment });
    else if (finding.kind === 'damagedArchive') notes.push({ kind: 'damaged', assignment });
    else incomplete.set(assignment, (incomplete.get(assignment) ?? 0) + 1);
  }
  // A damaged archive has no Guides because it is damaged.
  const damaged = new Set(notes.flatMap((note) => (note.kind === 'damaged' ? [note.assignment] : [])));
  return [
    ...notes.filter((note) => note.kind !== 'noGuides' || !damaged.has(note.assignment)),
    ...[...incomplete].map(([assignment, count]) => ({ kind: 'incomplete', assignment, count }) as const),
    ...[...fonts].map(([script, characters]) => ({ kind: 'noFont', script, characters }) as const),
  ];
}
