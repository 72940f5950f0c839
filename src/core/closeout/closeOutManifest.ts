import { appendFile, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { fail } from '../platform/failure.ts';
import { isActive, refSchema } from '../exports/job.ts';
import { linesOf } from '../storage/linesOf.ts';
import { makeFolder } from '../storage/makeFolder.ts';
import { writeAtomic } from '../storage/writeAtomic.ts';
import { CLOSE_OUT_KINDS } from './closeOutKind.ts';
import type { CloseOutItem } from './closeOutItem.ts';
import type { CloseOutRecord } from './closeOutRecord.ts';

export const MANIFEST = 'manifest.json';
/** What has ended since the manifest was written last; gone when the run rests. */
export const MANIFEST_JOURNAL = 'manifest.journal.jsonl';

const common = {
  course: refSchema,
  export: v.picklist(CLOSE_OUT_KINDS),
  /** ISO. */
  when: v.string(),
};
const entry = v.variant('outcome', [
  v.object({
    ...common,
    outcome: v.literal('saved'),
    /** Below the manifest's folder, with slashes. */
    file: v.string(),
    size: v.number(),
    sha256: v.string(),
  }),
  v.object({ ...common, outcome: v.literal('failed'), reason: v.string() }),
  /** The course has nothing of this kind. */
  v.object({ ...common, outcome: v.literal('absent') }),
]);
const manifest = v.object({
  format: v.literal('lectern-closeout-1'),
  createdAt: v.string(),
  state: v.picklist(['running', 'cancelled', 'incomplete', 'complete']),
  courses: v.array(
    v.object({
      ...refSchema.entries,
      /** Students who had completed nothing for 90 days when the close-out began, where that was known: the coursework may lack them. */
      inactiveStudents: v.exactOptional(v.number()),
    }),
  ),
  exports: v.array(entry),
});

/** One export of a close-out: how it ended, and what its file must be. */
export type ManifestEntry = v.InferOutput<typeof entry>;
/** What a close-out folder holds. It needs nothing but itself to be understood, years later and on another machine. */
export type CloseOutManifest = v.InferOutput<typeof manifest>;

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

/** Reads the manifest of a folder, with what was added to it. Fails as gone/manifest if there is none, as damaged/manifest if it is none of ours. */
export async function readManifest(folder: string): Promise<CloseOutManifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      fail({ kind: 'gone', missing: 'manifest' }, error);
    throw error;
  }
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), text);
  if (!read.success) fail({ kind: 'damaged', problem: 'manifest' });
  const entries = new Map(read.output.exports.map((one) => [keyOf(one), one]));
  for await (const line of linesOf(join(folder, MANIFEST_JOURNAL))) {
    const added = v.safeParse(v.pipe(v.string(), v.parseJson(), entry), line);
    if (added.success) entries.set(keyOf(added.output), added.output);
  }
  return { ...read.output, exports: [...entries.values()] };
}

function keyOf(one: ManifestEntry): string {
  return `${one.export}/${one.course.id}`;
}
