import type { BlueprintsFile } from '../blueprints/file/blueprintsFile.ts';
import { readBlueprints } from '../blueprints/file/readBlueprints.ts';
import { firstBytes } from './firstBytes.ts';
import type { Recognition } from './recognition.ts';

/** Blueprints are pages of text: what is larger is not read, and the user is asked what it is. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What a JSON file is. A log in lines of JSON is told by its first line. */
export async function recogniseJson(path: string, size: number): Promise<Recognition> {
  if (size > MOST_BYTES) return { outcome: 'unsure', candidates: ['llmLogs', 'blueprints'], hints: [] };
  const file = await readBlueprints(await firstBytes(path, MOST_BYTES));
  const { text } = file;
  if (isJson(text))
    return isNothingElse(file)
      ? { outcome: 'known', kind: 'blueprints', hints: [] }
      : { outcome: 'unsure', candidates: ['blueprints', 'llmLogs'], hints: [] };
  const [first = '', second = ''] = text.split(/\r?\n/, 2);
  return isJson(first) && second !== ''
    ? { outcome: 'unsure', candidates: ['llmLogs'], hints: [] }
    : { outcome: 'refused', reason: 'broken' };
}

/** Blueprints and nothing between them: whatever is half of something else, the user is asked about. */
function isNothingElse({ shape, entries, blueprints }: BlueprintsFile): boolean {
  return (
    blueprints.length > 0 &&
    blueprints.every(({ name }) => name !== undefined) &&
    (shape === 'map' || blueprints.length === entries.length)
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
