import type { Roster } from './roster.ts';

/** How many users a class of a roster has, and where: UTF-16 offsets of the first one's record, and of the end of the last one's. */
export type OutlinedClass = {
  readonly name: string;
  readonly users: number;
  readonly start: number;
  readonly firstEnd: number;
  readonly end: number;
};

export type ClassOutline = {
  /** In the order of their names. */
  readonly classes: readonly OutlinedClass[];
  /** Those without a class; their name is ''. Undefined if there are none. */
  readonly withoutClass: OutlinedClass | undefined;
};

/**
 * The classes of a checked roster without the users in each: for files in which nobody looks for a user in the outline. It reads what
 * is known of each row, and no text: a millisecond for 100,000 rows.
 */
export function classOutline(roster: Roster): ClassOutline {
  const { bomLength, blocks, classCells } = roster.parts;
  const byCell = new Map<number, Span>();
  const byPair = new Map<string, readonly string[]>();
  const byName = new Map<string, Span>();
  let at = bomLength;
  for (const { scan, facts } of blocks) {
    for (let record = 0; facts !== undefined && record < scan.records; record++) {
      // The header and blank lines are no users.
      if (facts.rowsBefore[record] === facts.rowsBefore[record + 1]) continue;
      const start = at + (scan.recordStart[record] ?? 0);
      const end = at + (scan.recordEnd[record] ?? 0);
      const enrolled = facts.enrolled[record] ?? -1;
      const assigned = facts.assigned[record] ?? -1;
      if (enrolled < 0 || assigned < 0) extend(byCell, Math.max(enrolled, assigned), start, end);
      else for (const name of namesOf(enrolled, assigned)) extend(byName, name, start, end);
    }
    at += scan.length;
  }
  for (const [id, span] of byCell) {
    const names = new Set((classCells.at(id)?.pieces ?? []).map(({ name }) => name));
    for (const name of names.size === 0 ? [''] : names) join(byName, name, span);
  }
  const outlined = Array.from(byName, ([name, span]) => ({ name, ...span }));
  return {
    classes: outlined
      .filter(({ name }) => name !== '')
      .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
    withoutClass: outlined.find(({ name }) => name === ''),
  };

  /** The classes of somebody who learns in some and coaches others. */
  function namesOf(enrolled: number, assigned: number): readonly string[] {
    const pair = `${enrolled} ${assigned}`;
    let names = byPair.get(pair);
    if (names === undefined) {
      const pieces = [enrolled, assigned].flatMap((id) => classCells.at(id)?.pieces ?? []);
      names = pieces.length === 0 ? [''] : [...new Set(pieces.map(({ name }) => name))];
      byPair.set(pair, names);
    }
    return names;
  }
}

type Span = { users: number; start: number; firstEnd: number; end: number };

function extend<Key>(spans: Map<Key, Span>, key: Key, start: number, end: number): void {
  const span = spans.get(key);
  if (span === undefined) spans.set(key, { users: 1, start, firstEnd: end, end });
  else {
    span.users++;
    span.end = end;
  }
}

function join(spans: Map<string, Span>, name: string, { users, start, firstEnd, end }: Span): void {
  const span = spans.get(name);
  if (span === undefined) {
    spans.set(name, { users, start, firstEnd, end });
    return;
  }
  span.users += users;
  span.end = Math.max(span.end, end);
  if (start < span.start) {
    span.start = start;
    span.firstEnd = firstEnd;
  }
}
