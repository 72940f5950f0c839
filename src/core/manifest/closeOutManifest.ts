import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { fail } from '../platform/failure.ts';
import { refSchema } from '../exports/job/jobSchema.ts';
import { linesOf } from '../storage/linesOf.ts';
import { CLOSE_OUT_KINDS } from './closeOutKind.ts';

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
