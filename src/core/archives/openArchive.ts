import { Archive, type ArchiveOptions } from './archive.ts';

/**
 * Opens a saved export to look into it: a zip, a tar, a .tar.gz or a .tar.zst, told by its first bytes. A zip's directory is all
 * that is read of it; a tar is read through once. Close it when it is not needed any more.
 */
export async function openArchive(
  path: string,
  options: ArchiveOptions,
  signal: AbortSignal,
): Promise<Archive> {
  const archive = new Archive(options);
  await archive.read(path, signal);
  return archive;
}
