import type { Ref } from '../platform/place.ts';
import type { SourcesEntry } from './guidesOfSources.ts';

/** What of a sources export is wanted, by the files in it; `ref` where it is known whose it is. `missing` are not in it. */
export type ChosenSources = {
  readonly files: ReadonlyMap<string, Ref | undefined>;
  readonly missing: readonly Ref[];
};

/**
 * Finds the chosen assignments in a sources export. How Codio names the files in it is not known (Codio protocol, section 8.4), so an
 * assignment is known by its id, whole or shortened behind its name, or by its name, whatever became of its signs and capitals;
 * assignments of the same name may be numbered and are taken together. With `all`, what nobody is known of is wanted too.
 */
export function chosenSources(
  entries: readonly SourcesEntry[],
  { assignments, all }: { readonly assignments: readonly Ref[]; readonly all: boolean },
): ChosenSources {
  const files = new Map<string, Ref | undefined>();
  const found = new Set<Ref>();
  for (const entry of entries) {
    const owners = assignments.filter((ref) => isOf(entry, ref));
    owners.forEach((ref) => found.add(ref));
    if (owners.length > 0 || all) files.set(entry.file, owners.length === 1 ? owners[0] : undefined);
  }
  return { files, missing: assignments.filter((ref) => !found.has(ref)) };
}

/** What a file name keeps of an id that it does not hold whole. */
const LEAST_ID = 4;

function isOf({ name, file }: SourcesEntry, { id, name: wanted }: Ref): boolean {
  const bareId = bare(id);
  if (bareId.length >= LEAST_ID && file.split('/').some((part) => bare(stem(part)) === bareId)) return true;
  const numberless = name.replace(/\s*\(\d+\)$/, '');
  if (same(name, wanted) || same(numberless, wanted)) return true;
  const bareName = bare(wanted);
  if (bareName === '' || !bare(name).startsWith(bareName)) return false;
  const rest = bare(name).slice(bareName.length);
  return rest.length >= LEAST_ID && (bareId.startsWith(rest) || bareId.endsWith(rest));
}

function same(a: string, b: string): boolean {
  return bare(a) === '' ? a.trim() === b.trim() : bare(a) === bare(b);
}

/** Letters and digits only: file names lose signs, and their capitals on some systems. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');
}

function stem(part: string): string {
  return part.replace(/\.tar\.zst$/i, '');
}
