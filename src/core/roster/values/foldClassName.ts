/**
 * What two class names have in common that a person would take for one: without case, accents, spaces, invisible characters and the
 * marks that come and go (hyphen, underscore, full stop, apostrophe). `C` and `C++` stay apart.
 */
export function foldClassName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\p{Cf}\s\p{Pd}_.'’]/gu, '')
    .toLowerCase();
}
