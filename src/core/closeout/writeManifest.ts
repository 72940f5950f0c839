import { appendFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isActive } from '../exports/job/job.ts';
import {
  MANIFEST,
  MANIFEST_JOURNAL,
  type CloseOutManifest,
  type ManifestEntry,
} from '../manifest/closeOutManifest.ts';
import { makeFolder } from '../storage/makeFolder.ts';
import { writeAtomic } from '../storage/writeAtomic.ts';
import type { CloseOutItem } from './closeOutItem.ts';
import type { CloseOutRecord } from './closeOutRecord.ts';

/** The line of the manifest for an item that has ended; undefined while there is something to do. */
export function manifestEntry(
  { course: { id, name }, kind, state }: CloseOutItem,
  folder: string,
): ManifestEntry | undefined {
  const about = { course: { id, name }, export: kind };
  if (state.step !== 'absent' && isActive(state)) return undefined;
  switch (state.step) {
    case 'done': {
      const { path, size, sha256 } = state.file;
      const file = relative(folder, path).split(sep).join('/');
      return { ...about, outcome: 'saved', file, size, sha256, when: state.finishedAt };
    }
    case 'absent':
      return { ...about, outcome: 'absent', when: state.finishedAt };
    case 'failed':
      return { ...about, outcome: 'failed', reason: state.failure.kind, when: state.finishedAt };
    case 'cancelled':
      return { ...about, outcome: 'failed', reason: 'cancelled', when: state.finishedAt };
  }
}

/** Writes the manifest whole. */
export async function writeManifest(record: CloseOutRecord, items: readonly CloseOutItem[]): Promise<void> {
  const { failed, saved, absent, total } = record.counts;
  const complete = failed === 0 && saved + absent === total;
  const written: CloseOutManifest = {
    format: 'lectern-closeout-1',
    createdAt: record.createdAt,
    state: record.status === 'ended' ? (complete ? 'complete' : 'incomplete') : record.status,
    courses: record.courses.map(({ id, name, inactive }) => ({
      id,
      name,
      ...(inactive !== undefined && { inactiveStudents: inactive }),
    })),
    exports: items.flatMap((item) => manifestEntry(item, record.folder) ?? []),
  };
  await makeFolder(record.folder);
  await writeAtomic(join(record.folder, MANIFEST), `${JSON.stringify(written, undefined, 1)}\n`);
  await rm(join(record.folder, MANIFEST_JOURNAL), { force: true });
}

/** Adds one line while the run goes on: the manifest stays true without being written anew for each file. */
export async function addToManifest(folder: string, item: CloseOutItem): Promise<void> {
  const line = manifestEntry(item, folder);
  if (line) await appendFile(join(folder, MANIFEST_JOURNAL), `${JSON.stringify(line)}\n`);
}
