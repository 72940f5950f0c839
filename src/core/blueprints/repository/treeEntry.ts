/** One name in a tree of a commit. */
export type TreeEntry = {
  readonly kind: 'file' | 'symlink' | 'submodule' | 'folder';
  readonly oid: string;
  /** From the root, joined by `/`. */
  readonly path: string;
};

/** Reads the mode that git gives an entry, with or without its leading zero. */
export function entryKind(mode: string): TreeEntry['kind'] {
  switch (mode.padStart(6, '0')) {
    case '040000':
      return 'folder';
    case '120000':
      return 'symlink';
    case '160000':
      return 'submodule';
    default:
      return 'file';
  }
}
