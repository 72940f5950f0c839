import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { DEFAULT_SEED } from '../seed/organisation.ts';
import { readJson, writeJson } from './jsonFile.ts';

const KeysSchema = v.object({
  clientId: v.string(),
  clientSecret: v.string(),
  /** Of the administrator of the Kolibri side. */
  kolibriPassword: v.string(),
  seed: v.number(),
});
// Campuses that are older than their Kolibri side have kept no password.
const KeptSchema = v.object({ ...KeysSchema.entries, kolibriPassword: v.optional(v.string()) });

/** What a campus keeps from one start to the next: its credentials and its seed. */
export type CampusKeys = v.InferOutput<typeof KeysSchema>;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The keys of the campus in `stateDir`, made at its first start. */
export async function campusKeys(stateDir: string): Promise<CampusKeys> {
  const path = join(stateDir, 'campus.json');
  const kept = await readJson(path, KeptSchema);
  if (kept?.kolibriPassword !== undefined) return { ...kept, kolibriPassword: kept.kolibriPassword };
  const keys: CampusKeys = {
    // The form of a real client id: 24 letters and digits (Codio protocol, section 1.2).
    clientId: letters(24),
    clientSecret: randomBytes(30).toString('base64url'),
    seed: DEFAULT_SEED,
    ...kept,
    kolibriPassword: letters(12),
  };
  await writeJson(path, keys);
  return keys;
}

function letters(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/** Keeps another seed for this and all later starts. */
export async function reseed(stateDir: string, keys: CampusKeys, seed: number): Promise<CampusKeys> {
  const next = { ...keys, seed };
  await writeJson(join(stateDir, 'campus.json'), next);
  return next;
}
