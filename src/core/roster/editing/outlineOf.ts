import {
  ASSIGNED_TO,
  COLUMN_INDEXES,
  ENROLLED_IN,
  FULL_NAME,
  USER_TYPE,
  USERNAME,
} from '../header/column.ts';
import { type ClassPiece, parseClassCell } from '../values/classCell.ts';
import type { Roster } from '../roster.ts';
import { Row } from '../check/row.ts';
import { userTypeOf } from '../values/userType.ts';

/** A user of a roster; UTF-16 offsets of the record without its line end. */
export type OutlineUser = {
  readonly username: string;
  readonly fullName: string;
  readonly userType: string;
  readonly start: number;
  readonly end: number;
};

/** The users of a roster by class; who is in several classes is in each. */
export type Outline = {
  /** In the order of their names, each in the spelling that comes first. */
  readonly classes: readonly { readonly name: string; readonly users: readonly OutlineUser[] }[];
  readonly withoutClass: readonly OutlineUser[];
};

/** Who is in which class. Of a long file {@link classOutline} tells less, and sooner. */
export function outlineOf(roster: Roster): Outline {
  const { bomLength, blocks, header } = roster.parts;
  const row = new Row(header.places);
  const classes = new Map<string, { readonly name: string; readonly users: OutlineUser[] }>();
  const withoutClass: OutlineUser[] = [];
  const cells = new Map<string, readonly ClassPiece[]>();
  const piecesOf = (value: string): readonly ClassPiece[] => {
    let pieces = cells.get(value);
    if (pieces === undefined) cells.set(value, (pieces = parseClassCell(value).pieces));
    return pieces;
  };
  let at = bomLength;
  for (const [number, { scan }] of blocks.entries()) {
    for (let record = number === 0 ? 1 : 0; record < scan.records; record++) {
      row.load(scan, record);
      if (COLUMN_INDEXES.every((column) => row.length(column) === 0)) continue;
      const user = {
        username: row.value(USERNAME),
        fullName: row.value(FULL_NAME),
        userType: row.value(USER_TYPE),
        start: at + row.start - row.base,
        end: at + row.end - row.base,
      };
      // The server ignores what a learner is to coach, and takes names for one that differ in case only (section 6.4).
      const coached = userTypeOf(user.userType) === 'LEARNER' ? '' : row.value(ASSIGNED_TO);
      const names = new Map(
        [row.value(ENROLLED_IN), coached].flatMap((value) =>
          piecesOf(value).map(({ name }) => [name.toLowerCase(), name] as const),
        ),
      );
      if (names.size === 0) withoutClass.push(user);
      for (const [lower, name] of names) {
        const known = classes.get(lower);
        if (known === undefined) classes.set(lower, { name, users: [user] });
        else known.users.push(user);
      }
    }
    at += scan.length;
  }
  return {
    classes: [...classes.values()].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
    withoutClass,
  };
}
