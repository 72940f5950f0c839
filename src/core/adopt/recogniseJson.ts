import { firstBytes } from './firstBytes.ts';
import { looksLikeBlueprints } from './looksLikeBlueprints.ts';
import type { Recognition } from './recognition.ts';

/** Blueprints are pages of text: what is larger is not read, and the user is asked what it is. */
const MOST_BYTES = 8 * 1024 * 1024;

/** What a JSON file is. A log in lines of JSON is told by its first line. */
export async function recogniseJson(path: string, size: number): Promise<Recognition> {
  if (size > MOST_BYTES) return { outcome: 'unsure', candidates: ['llmLogs', 'blueprints'], hints: [] };
  const text = (await firstBytes(path, MOST_BYTES)).toString('utf8').replace(/^\uFEFF/, '');
  const whole = parsed(text);
  if (whole.ok)
    return looksLikeBlueprints(whole.value)
      ? { outcome: 'known', kind: 'blueprints', hints: [] }
      : { outcome: 'unsure', candidates: ['blueprints', 'llmLogs'], hints: [] };
  const [first = '', second = ''] = text.split(/\r?\n/, 2);
  return parsed(first).ok && second !== ''
    ? { outcome: 'unsure', candidates: ['llmLogs'], hints: [] }
    : { outcome: 'refused', reason: 'broken' };
}

function parsed(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
