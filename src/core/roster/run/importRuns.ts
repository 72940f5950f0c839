import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRunRecord, type RunRecord } from './record/runRecord.ts';

/** All runs on record below a ledger, the newest first. */
export async function importRuns(ledger: string): Promise<readonly RunRecord[]> {
  const ids = await readdir(ledger).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const records: RunRecord[] = [];
  for (const id of ids) {
    const text = await readFile(join(ledger, id, 'run.json'), 'utf8').catch(() => undefined);
    const record = text === undefined ? undefined : parseRunRecord(text);
    if (record !== undefined) records.push(record);
  }
  return records.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/**
 * The imports that can be undone: of each facility its last one that is not undone yet. One that is `running` has to be ended first, and
 * cannot be as long as somebody carries it.
 */
export function undoable(runs: readonly RunRecord[]): readonly RunRecord[] {
  const seen = new Set<string>();
  return runs.filter(({ connectionId, facility, undoes, undone }) => {
    const place = `${connectionId}/${facility.id}`;
    if (undoes !== undefined || undone || seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}
