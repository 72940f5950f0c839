import type { ExportPort } from '../../platform/exportPort.ts';
import type { Ref } from '../../platform/place.ts';
import type { RosterPort } from '../../platform/rosterPort.ts';
import type { Sleep } from '../../platform/sleep.ts';
import type { RunOutcome } from './outcome/runOutcome.ts';

/** What a run needs beside its order. */
export type RunAround = {
  readonly connectionId: string;
  readonly facility: Ref;
  readonly port: RosterPort;
  /** For the backup. */
  readonly exports: ExportPort;
  /** Where runs are on record, a folder each. */
  readonly ledger: string;
  /** The export folder, absolute: where backups and reports go. */
  readonly folder: string;
  /** Writes the report of a run and gives its address. */
  readonly report: (outcome: RunOutcome) => Promise<string>;
  readonly now: () => Date;
  readonly sleep: Sleep;
};
