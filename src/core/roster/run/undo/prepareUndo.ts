import { join } from 'node:path';
import { fail } from '../../../platform/failure.ts';
import type { FacilityState } from '../../../platform/rosterPort.ts';
import { readBackup } from './backup.ts';
import { planUndo, type UndoPlan } from './planUndo.ts';
import { RunBook } from '../record/runBook.ts';
import { RunIds } from '../record/runIds.ts';
import type { RunAround } from '../runAround.ts';
import type { RunRecord } from '../record/runRecord.ts';
import { stepsOf } from '../steps/stepsOf.ts';

/**
 * Plans the undo of a run from its record, its backup and the facility as it is, which is given too. Writes nothing. Fails as gone/file where the backup
 * is no more.
 */
export async function prepareUndo(
  record: RunRecord,
  { port, facility, ledger }: RunAround,
  signal: AbortSignal,
): Promise<{ readonly undo: UndoPlan; readonly state: FacilityState }> {
  const book = await RunBook.read(join(ledger, record.id));
  if (book === undefined) fail({ kind: 'gone', missing: 'file' });
  const before = await readBackup(record.backup);
  await port.demandRights(facility, signal);
  const state = await port.state(facility, signal);
  const ids = new RunIds(
    book,
    stepsOf(book.plan).flatMap(({ steps }) => steps),
  );
  const worked = new Set<string>();
  for (const [at, { id: known }] of book.plan.classes.entries()) {
    const id = known === undefined ? ids.place(`#${at}`) : undefined;
    if (
      id !== undefined &&
      state.classes.some((place) => place.id === id) &&
      (await port.hasWork(id, signal))
    )
      worked.add(id);
  }
  return { undo: planUndo(book.plan, ids, before, state, worked), state };
}
