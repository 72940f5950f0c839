/** So many can be read through in a list. */
const MOST = 50;

/**
 * The `.json` files among some paths, those most like a path that is no file first: where it is a folder those inside it, then the same
 * name in another folder, then names and folders that share the most with it, then the shortest. `more` counts those left out.
 */
export function jsonFilesLike(
  paths: readonly string[],
  wanted: string,
): { readonly files: readonly string[]; readonly more: number } {
  const target = partsOf(wanted);
  const inside = `${target.path}/`;
  const ranked = paths
    .filter((path) => path.toLowerCase().endsWith('.json'))
    .map((path) => ({ path, score: likeness(partsOf(path), target, inside) }))
    .sort((a, b) => b.score - a.score || a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
  return { files: ranked.slice(0, MOST).map(({ path }) => path), more: Math.max(0, ranked.length - MOST) };
}

type Parts = {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly pairs: ReadonlySet<string>;
};

function partsOf(path: string): Parts {
  const folded = path.normalize('NFC').toLowerCase();
  const slash = folded.lastIndexOf('/');
  const name = folded.slice(slash + 1).replace(/\.json$/, '');
  return { path: folded, folder: folded.slice(0, Math.max(0, slash)), name, pairs: pairsOf(name) };
}

function likeness(one: Parts, target: Parts, inside: string): number {
  const within = one.path.startsWith(inside) ? 4 : 0;
  const sameFolder = one.folder === target.folder ? 0.5 : 0;
  // A file that says what it is goes before one that does not.
  const telling = one.name.includes('blueprint') ? 0.25 : 0;
  return (one.name === target.name ? 2 : dice(one.pairs, target.pairs)) + sameFolder + telling + within;
}

function pairsOf(text: string): ReadonlySet<string> {
  const padded = ` ${text} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, i) => padded.slice(i, i + 2)));
}

/** The Sørensen–Dice coefficient of two sets: 1 for the same, 0 for nothing in common. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size);
}
