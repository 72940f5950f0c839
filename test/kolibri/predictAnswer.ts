import { detectEncoding } from '../../src/core/roster/encoding/detectEncoding.ts';
import { predictReport } from '../../src/core/roster/predict/predictReport.ts';
import { Roster } from '../../src/core/roster/roster.ts';
import type { RosterSnapshot } from '../../src/core/roster/snapshot/rosterSnapshot.ts';
import type { ServerReport } from '../../src/core/roster/predict/serverReport.ts';
import { indexSnapshot } from '../../src/core/roster/snapshot/snapshotIndex.ts';

/** What the rules say that a server with these users and classes will answer to the dry run of a file. */
export function predictAnswer(bytes: Uint8Array, snapshot: RosterSnapshot, isDelete: boolean): ServerReport {
  const encoding = detectEncoding(bytes);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const roster = new Roster(text, { snapshot, encoding });
  roster.advance();
  return predictReport(roster.parts, indexSnapshot(snapshot), isDelete);
}
