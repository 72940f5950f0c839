/** A name as one part of a path inside an archive: no separators, nothing that Windows refuses. */
export function safeName(name: string): string {
  const safe = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/[. ]+$/u, '');
  return Array.from(safe).slice(0, 150).join('');
}
