import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';

const FILE = join(import.meta.dirname, '../fixtures/kolibri-0.19.5/import-vectors.json.gz');

const PersonSchema = v.object({
  username: v.string(),
  full_name: v.string(),
  gender: v.string(),
  birth_year: v.string(),
  id_number: v.string(),
  member_of: v.array(v.string()),
  facility_role: v.nullable(v.picklist(['admin', 'coach'])),
  coach_of: v.array(v.string()),
  then: v.nullable(v.literal('soft-deleted')),
});

const FixtureSchema = v.object({
  facility: v.string(),
  classes: v.array(v.string()),
  users: v.array(PersonSchema),
  caller: v.object({
    username: v.string(),
    full_name: v.string(),
    gender: v.string(),
    birth_year: v.string(),
  }),
  other_facility: v.object({
    name: v.string(),
    users: v.array(v.object({ username: v.string(), full_name: v.string() })),
  }),
});

const VectorSchema = v.object({
  name: v.string(),
  kind: v.picklist(['rule', 'file', 'locale', 'roster']),
  csv: v.optional(v.string()),
  csv_base64: v.optional(v.string()),
  params: v.object({ delete: v.boolean(), locale: v.string() }),
  dryrun_job: v.object({
    status: v.picklist(['COMPLETED', 'FAILED']),
    exception: v.nullable(v.string()),
    extra_metadata: v.record(v.string(), v.unknown()),
    traceback_last_line: v.optional(v.string()),
  }),
});

const RecordingSchema = v.object({
  fixtures: v.object({ base: FixtureSchema }),
  vectors: v.array(VectorSchema),
});

/** The people and classes that a server has when the recorded files are sent to it. */
export type ImportFixture = v.InferOutput<typeof FixtureSchema>;
/** One users CSV, and what a real server said about it; see the README beside the file. */
export type ImportVector = v.InferOutput<typeof VectorSchema>;

/** What a real Kolibri 0.19.5 said about 367 users CSVs. */
export async function readImportVectors(): Promise<{
  readonly fixture: ImportFixture;
  readonly vectors: readonly ImportVector[];
}> {
  const { fixtures, vectors } = v.parse(
    RecordingSchema,
    JSON.parse(gunzipSync(await readFile(FILE)).toString('utf8')),
  );
  return { fixture: fixtures.base, vectors };
}

/** The file itself, with the ids that people have on the server that it is sent to. */
export function bytesOfVector({ csv, csv_base64 }: ImportVector, idOf: (username: string) => string): Buffer {
  return csv === undefined ? Buffer.from(csv_base64 ?? '', 'base64') : Buffer.from(filled(csv, idOf), 'utf8');
}

/** A recorded report with those ids. */
export function reportOfVector(vector: ImportVector, idOf: (username: string) => string): unknown {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return filled(value, idOf);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  return fill(vector.dryrun_job.extra_metadata);
}

function filled(text: string, idOf: (username: string) => string): string {
  return text
    .replace(/\{\{repeat:([\s\S]{1,8}?):(\d+)\}\}/g, (_, piece: string, count: string) =>
      piece.repeat(Number(count)),
    )
    .replace(/\{\{(uuid|UUID|uuid-dashed):([^}]+)\}\}/g, (_, form: string, name: string) => {
      const id = idOf(name);
      if (form === 'UUID') return id.toUpperCase();
      if (form === 'uuid') return id;
      return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-');
    });
}
