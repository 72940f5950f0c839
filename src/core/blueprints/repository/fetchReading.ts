import { failureOf, type Failure } from '../../platform/failure.ts';
import { fetchFromRepository } from './fetchFromRepository.ts';
import type { FetchedFile, FetchOptions, RepositoryFile } from './repositoryFile.ts';

/** One way to read where the file is. */
export type Reading = Omit<RepositoryFile, 'url'>;

/** What came of several readings: the file, or why there is none; `reading` is the one that this is about. */
export type ReadingOutcome =
  | { readonly ok: true; readonly reading: Reading; readonly file: FetchedFile }
  | { readonly ok: false; readonly reading: Reading; readonly failure: Failure };

/**
 * Tries one reading after the other, because the address of a page does not say where the name of a branch ends: the first whose branch and
 * file are there gives the file. Where none does, the outcome is about one whose branch is there, if there is one. What has nothing to do
 * with the reading, such as no network, ends the search.
 */
export async function fetchReading(
  url: string,
  readings: readonly [Reading, ...Reading[]],
  options: FetchOptions,
  signal: AbortSignal,
): Promise<ReadingOutcome> {
  let best: (ReadingOutcome & { readonly ok: false }) | undefined;
  for (const reading of readings) {
    try {
      return { ok: true, reading, file: await fetchFromRepository({ url, ...reading }, options, signal) };
    } catch (error) {
      const failure = failureOf(error);
      const outcome = { ok: false, reading, failure } as const;
      const is = failure.kind === 'repository' ? failure.problem.is : undefined;
      if (is !== 'ref' && is !== 'path' && is !== 'notAFile') return outcome;
      const hadRef = best?.failure.kind === 'repository' && best.failure.problem.is !== 'ref';
      if (best === undefined || (!hadRef && is !== 'ref')) best = outcome;
    }
  }
  return best ?? { ok: false, reading: readings[0], failure: { kind: 'cancelled' } };
}
