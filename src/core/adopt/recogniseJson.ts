import type { BlueprintsFile } from '../blueprints/file/blueprintsFile.ts';
import { readBlueprints } from '../blueprints/file/readBlueprints.ts';
import { firstBytes } from './firstBytes.ts';
import type { AdoptKind, Recognition } from './recognition.ts';

/** Blueprints are pages of text: what is larger is not read, and the user is asked what it is. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What a JSON file is. A log in lines of JSON is told by its first line. */
export async function recogniseJson(path: string, size: number): Promise<Recognition> {
  if (size > MOST_BYTES) return { outcome: 'unsure', candidates: ['llmLogs', 'blueprints'], hints: [] };
  const file = await readBlueprints(await firstBytes(path, MOST_BYTES));
  const { text } = file;
  const value = parsed(text);
  if (value !== undefined) {
    if (isNothingElse(file)) return { outcome: 'known', kind: 'blueprints', hints: [] };
    const candidates: readonly AdoptKind[] = [
      ...(hasShape(file) ? (['blueprints'] as const) : []),
      ...(hasRows(value) ? (['llmLogs'] as const) : []),
    ];
    return candidates.length > 0
      ? { outcome: 'unsure', candidates, hints: [] }
      : { outcome: 'refused', reason: 'otherJson' };
  }
  const [first = '', second = ''] = text.split(/\r?\n/, 2);
  const [one, two] = [parsed(first), parsed(second)];
  if (one === undefined || second === '') return { outcome: 'refused', reason: 'broken' };
  return isRow(one) && (two === undefined || isRow(two))
    ? { outcome: 'unsure', candidates: ['llmLogs'], hints: [] }
    : { outcome: 'refused', reason: 'otherJson' };
}

/** One of the shapes of section 7 of the Codio protocol; a list for blueprints may be empty. */
function hasShape({ shape, blueprints }: BlueprintsFile): boolean {
  return shape === 'property' || (shape !== 'none' && blueprints.length > 0);
}

/** Rows of a log, whose columns are not documented: a list of objects, alone or as the value of one key. */
function hasRows(value: unknown): boolean {
  const isList = (one: unknown): boolean => Array.isArray(one) && one.length > 0 && one.every(isRow);
  return isList(value) || (isRow(value) && Object.values(value).some(isList));
}

function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Blueprints and nothing between them: whatever is half of something else, the user is asked about. */
function isNothingElse({ shape, entries, blueprints }: BlueprintsFile): boolean {
  return (
    blueprints.length > 0 &&
    blueprints.every(({ name }) => name !== undefined) &&
    (shape === 'map' || blueprints.length === entries.length)
  );
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
