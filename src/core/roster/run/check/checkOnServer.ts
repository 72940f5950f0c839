import { failureOf } from '../../../platform/failure.ts';
import type { Ref } from '../../../platform/place.ts';
import type { RosterPort } from '../../../platform/rosterPort.ts';
import { predictReport } from '../../predict/predictReport.ts';
import { Roster } from '../../roster.ts';
import { indexSnapshot } from '../../snapshot/snapshotIndex.ts';
import { compareReports } from './compareReports.ts';
import { dryRunText } from './dryRunText.ts';
import { following } from './following.ts';
import { checkSeconds, checkSecondsLeft } from './importEstimate.ts';
import type { CheckState, ImportOrder } from '../importRun.ts';

export type CheckAround = {
  readonly port: RosterPort;
  readonly facility: Ref;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/**
 * Has the server try the file, without passwords, and compares what it says with what Lectern expects of it (Kolibri protocol, sections
 * 6.1 and 6.8). Writes nothing; the file that was tried stays on the server, as all of them do.
 */
export function checkOnServer(
  order: Pick<ImportOrder, 'roster' | 'snapshot' | 'plan' | 'removes'>,
  { port, facility, now }: CheckAround,
  signal: AbortSignal,
): AsyncGenerator<CheckState> {
  const { roster, snapshot, plan, removes } = order;
  return following<CheckState>(async (tell) => {
    try {
      const { rows } = plan;
      const seconds = checkSeconds(plan);
      const since = now();
      const progress = (fraction = 0): void => {
        const passed = (now() - since) / 1000;
        const left = checkSecondsLeft(seconds, passed, fraction);
        const part = left === undefined ? 0.99 : Math.min(0.99, passed / Math.max(0.1, passed + left));
        tell({ kind: 'checking', done: Math.floor(part * rows), of: rows, secondsLeft: left });
      };
      progress();
      await port.demandRights(facility, signal);
      if (await port.importsNow(facility, signal)) {
        tell({ kind: 'busy', by: 'server' });
        return;
      }
      const csv = dryRunText(roster.text, plan);
      const expected = predict(csv, snapshot, removes);
      const said = await port.serverImport({ facility, csv, remove: removes, dry: true }, signal, progress);
      const differences = compareReports(expected, said);
      tell(differences.length === 0 ? { kind: 'agrees', rows } : { kind: 'disagrees', rows, differences });
    } catch (error) {
      tell({ kind: 'failed', failure: failureOf(error) });
    }
  });
}

function predict(
  csv: string,
  snapshot: ImportOrder['snapshot'],
  removes: boolean,
): ReturnType<typeof predictReport> {
  const tried = new Roster(csv, { snapshot });
  tried.advance();
  return predictReport(tried.parts, tried.parts.live ?? indexSnapshot(snapshot), removes);
}
