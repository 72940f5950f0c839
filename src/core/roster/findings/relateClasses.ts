import { ASSIGNED_TO, ENROLLED_IN } from '../header/column.ts';
import type { RosterParts } from '../roster.ts';
import { classSpan } from './classSpan.ts';
import type { Finding } from './finding.ts';

/** Says of findings of class names that others in the file nearly repeat where the first of those is: a new finding for each. */
export function relateClasses(
  parts: RosterParts,
  findings: readonly Finding[],
): ReadonlyMap<Finding, Finding> {
  const wanted = findings.filter(
    ({ code, data }) => (code === 'class-spelling' || code === 'class-lookalike') && data['exists'] === 0,
  );
  if (wanted.length === 0) return new Map();
  const places = firstPlaces(parts, new Set(wanted.map(({ data }) => String(data['instead']))));
  return new Map(
    wanted.map((finding) => {
      const related = places.get(String(finding.data['instead']));
      return [finding, related === undefined ? finding : { ...finding, related }];
    }),
  );
}

/** Where each of the names stands first. Ends with the last one that is found. */
function firstPlaces(
  { blocks, bomLength, classCells, classNames, row }: RosterParts,
  names: ReadonlySet<string>,
): ReadonlyMap<string, NonNullable<Finding['related']>> {
  const places = new Map<string, NonNullable<Finding['related']>>();
  const cells = new Set([...names].flatMap((name) => classNames.cellsOf(name)));
  let at = bomLength;
  for (const { facts, scan } of blocks) {
    if (facts?.classCells.some((id) => cells.has(id)) === true)
      for (let record = 0; record < scan.records; record++) {
        for (const column of [ENROLLED_IN, ASSIGNED_TO] as const) {
          const id = (column === ENROLLED_IN ? facts.enrolled : facts.assigned)[record] ?? -1;
          if (!cells.has(id)) continue;
          cells.delete(id);
          row.load(scan, record);
          for (const piece of classCells.at(id)?.pieces ?? []) {
            if (!names.has(piece.name) || places.has(piece.name)) continue;
            const { start, end } = classSpan(row, scan, column, piece);
            places.set(piece.name, { start: at + start, end: at + end });
          }
        }
      }
    if (places.size === names.size) break;
    at += scan.length;
  }
  return places;
}
