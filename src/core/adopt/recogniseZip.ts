import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Archive } from '../archives/archive.ts';
import { ArchiveCache } from '../archives/archiveCache.ts';
import { openArchive } from '../archives/openArchive.ts';
import { failureOf } from '../platform/failure.ts';
import type { CsvKind } from './csvKind.ts';
import { readTable } from './readTable.ts';
import type { AdoptKind, Recognition } from './recognition.ts';
import { zipFacts, type ZipFacts } from './zipFacts.ts';

const ZIP_KINDS: readonly AdoptKind[] = [
  'coursework',
  'sources',
  'assignmentData',
  'studentData',
  'workspace',
];
/** Documents and programs that are zips. */
const FOREIGN = new Set(['[Content_Types].xml', 'META-INF', 'mimetype', 'AndroidManifest.xml']);
/** What the root of a workspace holds (Codio protocol, section 8.1). */
const WORKSPACE = new Set(['.guides', '.codio', '.codio-menu', '.settings']);
const HEAD_BYTES = 64 * 1024;
const MANIFEST_BYTES = 4 * 1024 * 1024;
/** Tables in a zip that are looked into. */
const TABLES = 3;

const named = v.object({ id: v.string(), name: v.string() });
const manifest = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    format: v.literal('lectern-manifest-1'),
    export: v.variant('kind', [
      v.object({ kind: v.literal('studentData'), course: named, student: named }),
      v.object({ kind: v.literal('assignmentData'), course: named, assignment: named }),
    ]),
  }),
);

/**
 * What a zip is, by the names in it and by the headers of its first tables. How Codio lays out coursework, student and assignment
 * zips is not documented (Codio protocol, section 8.3): what does not tell itself apart is asked.
 */
export async function recogniseZip(path: string, signal: AbortSignal): Promise<Recognition> {
  // Nothing inside is opened as an archive, so the cache stays empty and its folder is never made.
  const cache = new ArchiveCache(join(tmpdir(), 'lectern-adopt'), 0);
  let archive: Archive | undefined;
  try {
    archive = await openArchive(path, { cache }, signal);
    const { problems } = await archive.list('', { from: 0, count: 1 });
    if (problems.some(({ reason }) => reason === 'breaksOff' || reason === 'damaged'))
      return { outcome: 'refused', reason: 'broken' };
    return await recognise(archive, signal);
  } catch (error) {
    if (failureOf(error).kind === 'damaged') return { outcome: 'refused', reason: 'broken' };
    throw error;
  } finally {
    await archive?.close();
  }
}

async function recognise(archive: Archive, signal: AbortSignal): Promise<Recognition> {
  const facts = await zipFacts(archive);
  if (facts.root.length === 0) {
    const { total } = await archive.list('', { from: 0, count: 1 });
    return { outcome: 'refused', reason: total === 0 ? 'empty' : 'notOurs' };
  }
  if (facts.root.some((name) => FOREIGN.has(name))) return { outcome: 'refused', reason: 'notOurs' };
  if (facts.root.includes('manifest.json')) {
    const own = await ownManifest(archive, [...facts.wrappers, 'manifest.json'].join('/'), signal);
    if (own) return own;
  }
  const kinds: CsvKind[] = [];
  const hints = [...facts.wrappers];
  const assignments: string[] = [];
  for (const table of facts.tables.slice(0, TABLES)) {
    const head = await headOf(archive, table, HEAD_BYTES, signal);
    const start = await readTable(head, head.length < HEAD_BYTES);
    kinds.push(...start.kinds);
    hints.push(...start.assignments, ...start.courses);
    assignments.push(...start.assignments);
  }
  if (facts.folders === 0 && facts.root.every((name) => /\.pdf$/i.test(name)))
    return { outcome: 'unsure', candidates: ['guidesPdf'], hints };
  const names = { hints, ...(assignments.length > 0 && { assignments }) };
  const kind = kindOf(facts, kinds);
  if (kind !== undefined) return { outcome: 'known', kind, ...names };
  const likely: readonly AdoptKind[] =
    facts.folders === 0 && facts.archives.root > 0 ? ['assignmentData', 'studentData'] : [];
  const documented: readonly AdoptKind[] = kinds.includes('assessments') ? ['assessments'] : [];
  return { outcome: 'unsure', candidates: [...new Set([...likely, ...documented, ...ZIP_KINDS])], ...names };
}

function kindOf(facts: ZipFacts, tables: readonly CsvKind[]): AdoptKind | undefined {
  const { root, archives, folders, tablesAtRoot, othersAtRoot } = facts;
  if (root.some((name) => WORKSPACE.has(name))) return 'workspace';
  const [table] = tables;
  if (folders === 0 && othersAtRoot === 0) {
    if (tablesAtRoot === 0)
      // Sources are packed tars and nothing else (section 8.4); zips alone may be anything.
      return root.every((name) => /\.(tar\.zst|tar\.gz|tgz)$/i.test(name)) ? 'sources' : undefined;
    if (archives.root === 0)
      return table === 'assessments' || table === 'coachLogs' || table === 'llmLogs' ? table : undefined;
    if (table === 'studentCsv') return 'studentData';
    return table === 'assignmentCsv' || table === 'assessments' ? 'assignmentData' : undefined;
  }
  if (folders === 0 || table === undefined) return undefined;
  const results = tables.every((one) => RESULTS.includes(one));
  if (!results) return undefined;
  if (facts.tables.length === 1 && table === 'studentCsv')
    return tablesAtRoot === 1 ? 'studentData' : undefined;
  return tablesAtRoot === 0 ? 'coursework' : undefined;
}

const RESULTS: readonly CsvKind[] = ['assessments', 'assignmentCsv', 'studentCsv'];

/** A zip that Lectern has packed says itself what it is. */
async function ownManifest(
  archive: Archive,
  path: string,
  signal: AbortSignal,
): Promise<Recognition | undefined> {
  const head = await headOf(archive, path, MANIFEST_BYTES, signal);
  const result = v.safeParse(manifest, head.toString('utf8'));
  if (!result.success) return undefined;
  const { export: made } = result.output;
  const about = made.kind === 'studentData' ? made.student : made.assignment;
  return {
    outcome: 'known',
    kind: made.kind,
    hints: [made.course.id, made.course.name, about.id, about.name],
  };
}

async function headOf(archive: Archive, path: string, length: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let read = 0;
  for await (const chunk of await archive.open(path, signal)) {
    chunks.push(chunk);
    read += chunk.length;
    if (read >= length) break;
  }
  return Buffer.concat(chunks).subarray(0, length);
}
