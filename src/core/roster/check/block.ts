import type { RowFinding } from './rowFinding.ts';
import type { SnapshotUser } from '../snapshot/rosterSnapshot.ts';
import type { Severity } from '../findings/severity.ts';
import type { Scan } from '../scan/scan.ts';

/**
 * What the rules made of a block: its findings, and for each record what the rules across records need. Arrays have one entry for
 * each record of the block; the header and blank lines have the value for "nothing".
 */
export type BlockFacts = {
  readonly findings: readonly RowFinding[];
  /** How many of them there are. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** Data records before each record of the block, and in all of it (the last entry). */
  readonly rowsBefore: Int32Array;
  /** Hash of the lower-case user name; 0 for none. */
  readonly names: Int32Array;
  /** Hash of the database ID; 0 for none. */
  readonly ids: Int32Array;
  /** The users whom the database IDs of the rows that are accepted while reading name; empty without a snapshot. */
  readonly users: readonly (SnapshotUser | undefined)[];
  /** 1 where the row's own cells would be accepted while reading. */
  readonly clean: Uint8Array;
  /** Numbers of the class cells ({@link ClassCells}); -1 for none. */
  readonly enrolled: Int32Array;
  readonly assigned: Int32Array;
  /** Each number that occurs in the two, once. */
  readonly classCells: readonly number[];
  /** How many digits the identifier has if it is a number that does not begin with 0, up to 64; else 0. */
  readonly digits: Uint8Array;
  /** How many identifiers are numbers that begin with 0, by their length. */
  readonly zeroLed: ReadonlyMap<number, number>;
  /** How many passwords can be read. */
  readonly passwords: number;
  /** 1 where an earlier accepted row has the same user name, or the same database ID. Set by the index of repeats. */
  readonly repeatedName: Uint8Array;
  readonly repeatedId: Uint8Array;
};

/**
 * A stretch of whole records, about 32 KiB, with everything that follows from its text alone. A file is a list of blocks; an edit
 * makes anew those it touches.
 */
export type Block = {
  readonly scan: Scan;
  /** Nothing until the block has been checked. */
  facts: BlockFacts | undefined;
};
