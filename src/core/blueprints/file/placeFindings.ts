import type { BlueprintFinding, PlacelessFinding } from './blueprintFinding.ts';
import { MOST_FINDINGS } from './blueprintsFile.ts';

/** Puts findings into the text's order and says on which line and in which column, both from 1, each stands. */
export function placeFindings(text: string, findings: readonly PlacelessFinding[]): BlueprintFinding[] {
  const sorted = [...findings].sort((a, b) => a.range.offset - b.range.offset).slice(0, MOST_FINDINGS);
  let line = 1;
  let lineStart = 0;
  const next = /\r\n?|\n/g;
  let end = next.exec(text);
  return sorted.map((finding) => {
    while (end && end.index + end[0].length <= finding.range.offset) {
      line += 1;
      lineStart = end.index + end[0].length;
      end = next.exec(text);
    }
    return { ...finding, line, column: finding.range.offset - lineStart + 1 };
  });
}
