import type { ServerCounts, ServerLine, ServerReport } from '../../predict/serverReport.ts';
import type { CheckDifference } from '../importRun.ts';

/**
 * What the server says of a file beside what was expected: by row, field and message, as often as each occurs, and the counts. Texts
 * that quote Python are compared by their beginning, for that is all that can be expected of them.
 */
export function compareReports(expected: ServerReport, said: ServerReport): readonly CheckDifference[] {
  if (expected.kind === 'processed' && said.kind === 'processed')
    return [...compareLines(expected.lines, said.lines), ...compareCounts(expected.counts, said.counts)];
  const [mine, theirs] = [wordsOf(expected), wordsOf(said)];
  const alike = mine.length === theirs.length && mine.every((text, at) => theirs[at]?.startsWith(text));
  return alike ? [] : [{ row: undefined, field: '', expected: mine.join(' '), said: theirs.join(' ') }];
}

function wordsOf(report: ServerReport): readonly string[] {
  switch (report.kind) {
    case 'processed':
      return ['COMPLETED'];
    case 'refused':
      return report.overall;
    case 'crashed':
      return [report.exception];
    case 'notTaken':
      return ['EMPTY'];
  }
}

function compareLines(
  expected: readonly ServerLine[],
  said: readonly ServerLine[],
): readonly CheckDifference[] {
  const left = new Map<string, ServerLine[]>();
  for (const line of said) {
    const lines = left.get(keyOf(line));
    if (lines === undefined) left.set(keyOf(line), [line]);
    else lines.push(line);
  }
  const missing = expected.filter((line) => left.get(keyOf(line))?.pop() === undefined);
  return [
    ...missing.map((line) => ({ ...placeOf(line), expected: line.message, said: undefined })),
    ...[...left.values()]
      .flat()
      .map((line) => ({ ...placeOf(line), expected: undefined, said: line.message })),
  ];
}

function keyOf({ row, field, message }: ServerLine): string {
  return JSON.stringify([row, field, message]);
}

function placeOf({ row, field }: ServerLine): Pick<CheckDifference, 'row' | 'field'> {
  return { row: typeof row === 'number' ? row : undefined, field };
}

function compareCounts(expected: ServerCounts, said: ServerCounts): readonly CheckDifference[] {
  const flat = ({ users, classes }: ServerCounts): readonly (readonly [string, number])[] => [
    ...Object.entries(users).map(([name, count]) => [`users.${name}`, count] as const),
    ...Object.entries(classes).map(([name, count]) => [`classes.${name}`, count] as const),
  ];
  const found = new Map(flat(said));
  return flat(expected).flatMap(([field, count]) =>
    found.get(field) === count
      ? []
      : [{ row: undefined, field, expected: String(count), said: String(found.get(field) ?? '') }],
  );
}
