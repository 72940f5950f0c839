import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import type { BlueprintsFile } from '../../blueprints/file/blueprintsFile.ts';
import { readBlueprints } from '../../blueprints/file/readBlueprints.ts';
import { blueprintsJson } from '../exports/blueprintsJson.ts';
import type { Course } from '../seed/model.ts';
import { courseIn } from './courseLookup.ts';
import { linkName } from './fileStore.ts';
import { readBytes } from './readBody.ts';
import { refuse } from './refusal.ts';
import type { Call, Route } from './route.ts';

const MAX_BYTES = 20 * 1024 * 1024;
const said = v.pipe(v.string(), v.trim(), v.nonEmpty());
const NamedSchema = v.union([v.object({ name: said }), v.object({ title: said })]);

/**
 * The blueprints of a course: the campus's own routes, because the platform's API has none (Codio protocol, section 7). Patterns are
 * relative to `/__sandbox`.
 */
export const BLUEPRINT_ROUTES: readonly Route[] = [
  { method: 'GET', pattern: '/courses/:course/blueprints', answer: list },
  { method: 'POST', pattern: '/courses/:course/blueprints', answer: add },
  { method: 'POST', pattern: '/courses/:course/blueprints/export', answer: exportFile },
];

async function list(call: Call): Promise<unknown> {
  const { blueprints } = await readBlueprints(Buffer.from(await fileOf(call, courseIn(call)), 'utf8'));
  return { blueprints: blueprints.map(({ name, layout }) => ({ name, layout })) };
}

/** Takes a blueprints file of any shape, as the page's import would. Nothing is replaced: of one name there may be several. */
async function add(call: Call): Promise<unknown> {
  const course = courseIn(call);
  const file = await readBlueprints(await readBytes(call.request, MAX_BYTES));
  const [problem] = file.findings.filter(({ severity }) => severity === 'error');
  if (problem) refuse(400, `This is no blueprints file (line ${problem.line}, column ${problem.column}).`);
  const entries = file.blueprints.map(({ index }) => entryJson(file, index));
  const { blueprintsTaken: taken } = call.context.switches;
  if (taken !== null) {
    call.context.switches = { ...call.context.switches, blueprintsTaken: null };
    await call.context.blueprints.add(course.id, entries.slice(0, taken));
    refuse(500, 'Something went wrong');
  }
  await call.context.blueprints.add(course.id, entries);
  return { added: entries.length };
}

/** A link to the file with all of them, as a bare JSON string, like that of the exports that have no task. */
async function exportFile(call: Call): Promise<unknown> {
  const { clock, files, origin } = call.context;
  const text = await fileOf(call, courseIn(call));
  const now = clock.now();
  const { name } = await files.make(linkName(now, '-blueprints.json'), now, (out) =>
    pipeline(Readable.from([text]), out),
  );
  return `${origin}/temporary/${name}`;
}

async function fileOf({ context }: Call, course: Course): Promise<string> {
  return blueprintsJson(course, await context.blueprints.added(course.id));
}

/** An entry as a list holds it. One of a map gets its key for a name, unless it says its name itself. */
function entryJson({ text, shape, entries }: BlueprintsFile, index: number): string {
  const range = entries[index] ?? { offset: 0, length: 0 };
  const entry = text.slice(range.offset, range.offset + range.length);
  const [whole, key] = shape === 'map' ? (/^("(?:[^"\\]|\\.)*")\s*:\s*/.exec(entry) ?? []) : [];
  if (whole === undefined || key === undefined) return entry;
  const value = entry.slice(whole.length);
  const named = v.safeParse(NamedSchema, JSON.parse(value));
  if (named.success) return value;
  const rest = value.slice(0, -1).trimEnd();
  return `${rest}${rest === '{' ? '' : ','} "name": ${key} }`;
}
