import { readFile, stat } from 'node:fs/promises';
import { readBlueprints } from '../../core/blueprints/file/readBlueprints.ts';
import { DEFAULT_LIMITS } from '../../core/blueprints/repository/repositoryFile.ts';
import type { Services } from '../services.ts';
import type { ImportTarget } from './importTarget.ts';

/** The names of the blueprints that a course has, empty for one without: now, or at the ISO time `at`, when they were exported. */
export type KnownNames = { readonly names: readonly string[]; readonly at?: string };

/**
 * What the course's blueprints are called. Where no endpoint tells, its newest export that is on disk does; undefined where there is none
 * either.
 */
export async function knownNames(
  { clients, jobs }: Services,
  { connection, course }: ImportTarget,
  signal: AbortSignal,
): Promise<KnownNames | undefined> {
  const blueprints = (await clients.clientIfSignedIn(connection.id))?.blueprints;
  if (blueprints) return { names: await blueprints.names(course, signal) };
  const exports = jobs.jobs.flatMap(({ job }) => {
    const { connectionId, request, state } = job;
    const same =
      connectionId === connection.id && request.kind === 'blueprints' && request.course.id === course.id;
    return same && state.step === 'done' ? [{ path: state.file.path, at: state.finishedAt }] : [];
  });
  for (const { path, at } of exports.sort((a, b) => (a.at < b.at ? 1 : -1))) {
    const bytes = await bytesOf(path, signal);
    if (!bytes) continue;
    const file = await readBlueprints(bytes);
    return { names: file.blueprints.map(({ name = '' }) => name), at };
  }
  return undefined;
}

/** Undefined for a file that is not where it was: an older one may be. */
async function bytesOf(path: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found || found.size > DEFAULT_LIMITS.fileBytes) return undefined;
  return readFile(path, { signal }).catch(() => undefined);
}
