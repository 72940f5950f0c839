import type { RosterSnapshot } from './snapshot/rosterSnapshot.ts';
import type { DetectedEncoding } from './encoding/detectEncoding.ts';

/** What is known of a roster beside its text. */
export type RosterContext = {
  /** The users and classes of the facility it is meant for; without it, rules that need them are silent. */
  readonly snapshot?: RosterSnapshot;
  /** How the bytes of the file are encoded, as {@link detectEncoding} found; UTF-8 if not given. */
  readonly encoding?: DetectedEncoding;
  /** True if the file is in a folder under version control, and not known to be left out there. */
  readonly inRepository?: boolean;
};
