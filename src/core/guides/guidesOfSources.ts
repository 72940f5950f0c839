import type { Entry, ZipFile } from 'yauzl';
import type { Ref } from '../platform/place.ts';
import { entryName } from '../zip/entryName.ts';
import type { Guide } from './guide.ts';
import { readGuides } from './readGuides.ts';

/** An assignment in a sources export. `name` is what the export calls it. */
export type SourcesEntry = { readonly name: string; readonly file: string };

/** The Guides of an assignment, and its file in the sources export. */
export type SourcesGuide = Guide & { readonly file: string };

const ARCHIVE = /\.tar\.zst$/i;

/**
 * The assignments in a sources export, a zip of one `.tar.zst` each (Codio protocol, section 8.4), in the order of the zip.
 *
 * Rejects if the zip cannot be read.
 */
export async function assignmentsOfSources(
  zipPath: string,
  signal: AbortSignal,
): Promise<readonly SourcesEntry[]> {
  const { zip, fileNameOf } = await openSources(zipPath);
  try {
    const entries: SourcesEntry[] = [];
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted();
      const fileName = fileNameOf(entry);
      if (ARCHIVE.test(fileName)) entries.push({ name: nameOf(fileName), file: fileName });
    }
    return entries;
  } finally {
    zip.close();
  }
}

/**
 * Reads the Guides of a sources export, one assignment in memory at a time.
 *
 * @param chosen the files of the assignments that are wanted, see {@link assignmentsOfSources}, and what to call them if not as the
 *   export does; all of them where it is left out
 * Rejects if the zip cannot be read or `signal` is aborted; a broken assignment is a guide with findings.
 */
export async function* guidesOfSources(
  zipPath: string,
  signal: AbortSignal,
  chosen?: ReadonlyMap<string, Pick<Ref, 'name'> | undefined>,
): AsyncGenerator<SourcesGuide> {
  const { zip, fileNameOf } = await openSources(zipPath);
  try {
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted();
      const fileName = fileNameOf(entry);
      if (!ARCHIVE.test(fileName) || (chosen && !chosen.has(fileName))) continue;
      const name = chosen?.get(fileName)?.name ?? nameOf(fileName);
      const guide = await readGuides(name, () => zip.openReadStreamPromise(entry), signal);
      yield { ...guide, file: fileName };
    }
  } finally {
    zip.close();
  }
}

/**
 * yauzl refuses a whole zip for one name that leads out of a folder. Here a name is only ever a name, and no place on a disk, so it is read as
 * it stands.
 */
async function openSources(
  zipPath: string,
): Promise<{ readonly zip: ZipFile; readonly fileNameOf: (entry: Entry) => string }> {
  const yauzl = await import('yauzl');
  return {
    zip: await yauzl.openPromise(zipPath, { decodeStrings: false }),
    fileNameOf: ({ fileNameRaw, generalPurposeBitFlag, extraFieldRaw }) =>
      entryName(yauzl, fileNameRaw, generalPurposeBitFlag, extraFieldRaw),
  };
}

function nameOf(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').replace(ARCHIVE, '');
}
