import type { RoleKind } from '../store/rows.ts';
import type { RosterRow } from './columns.ts';

/** A record that has passed stage B; `username` as it is written in the file. */
export type AcceptedRow = { readonly number: number; readonly username: string; readonly row: RosterRow };

/** What the accepted records ask for: people by name of class, spelled as it came first; and who gets which facility role. */
export type Accepted = {
  readonly rows: ReadonlyMap<string, AcceptedRow>;
  readonly enrolled: Map<string, string[]>;
  readonly assigned: Map<string, string[]>;
  readonly roles: ReadonlyMap<RoleKind, readonly string[]>;
};
