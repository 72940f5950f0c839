import { ASSIGNED_TO, ENROLLED_IN } from '../header/column.ts';
import type { RosterParts } from '../roster.ts';
import { classSpan } from './classSpan.ts';
import type { Finding } from './finding.ts';

/** Up to so many class cells it is faster to look for each in a block than for each of a block's among them. */
const FEW = 8;

/**
 * Says of findings of class names that others in the file nearly repeat where the first of those is: a new finding for each, into
 * `related`.
 */
export function relateClasses(
  parts: RosterParts,
  findings: readonly Finding[],
  related: Map<Finding, Finding>,
): void {
  if (findings.length === 0) return;
  const places = firstPlaces(parts, new Set(findings.map(({ data }) => String(data['instead']))));
  for (const finding of findings) {
    const place = places.get(String(finding.data['instead']));
    if (place !== undefined) related.set(finding, { ...finding, related: place });
  }
}

/** Where each of the names stands first. Ends with the last one that is found. */
function firstPlaces(
  { blocks, bomLength, classCells, classNames, row }: RosterParts,
  names: Set<string>,
): ReadonlyMap<string, NonNullable<Finding['related']>> {
  const places = new Map<string, NonNullable<Finding['related']>>();
  const cells = new Set([...names].flatMap((name) => classNames.cellsOf(name)));
  /** What holds only names that are found already is not looked for any more. */
  const leave = (id: number): void => {
    if (classCells.at(id)?.pieces.some(({ name }) => names.has(name)) !== true) cells.delete(id);
  };
  let at = bomLength;
  for (const { facts, scan } of blocks) {
    if (facts !== undefined && hasSome(facts.classCells, cells)) {
      for (let record = 0; record < scan.records; record++) {
        for (const column of [ENROLLED_IN, ASSIGNED_TO] as const) {
          const id = (column === ENROLLED_IN ? facts.enrolled : facts.assigned)[record] ?? -1;
          if (!cells.has(id)) continue;
          row.load(scan, record);
          for (const piece of classCells.at(id)?.pieces ?? []) {
            if (!names.delete(piece.name)) continue;
            const { start, end } = classSpan(row, scan, column, piece);
            places.set(piece.name, { start: at + start, end: at + end });
            classNames.cellsOf(piece.name).forEach(leave);
          }
          if (names.size === 0) return places;
        }
      }
    }
    at += scan.length;
  }
  return places;
}

function hasSome(ids: readonly number[], cells: ReadonlySet<number>): boolean {
  if (cells.size > FEW) return ids.some((id) => cells.has(id));
  for (const id of cells) if (ids.includes(id)) return true;
  return false;
}
