/** The kinds of archives that can be looked into. */
export type ArchiveFormat = 'zip' | 'tar' | 'tar.gz' | 'tar.zst';

/** How many bytes {@link archiveFormat} wants to see: a tar says what it is after its first name. */
export const FORMAT_BYTES = 512;

/** What an archive is by its first bytes; names are not to be trusted. Undefined: no archive. */
export function archiveFormat(head: Buffer): ArchiveFormat | undefined {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'tar.zst';
  if (starts(0x1f, 0x8b)) return 'tar.gz';
  if (head.toString('latin1', 257, 262) === 'ustar') return 'tar';
  return undefined;
}

/** Whether a file inside an archive is shown as a folder: only by its name, because a list must not read every file. */
export function looksLikeArchive(name: string): boolean {
  return /.\.(zip|tar|tar\.gz|tgz|tar\.zst)$/i.test(name);
}
