import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { fail, failureOf } from '../../platform/failure.ts';
import type { AddressField, AddressProblem } from '../../platform/repositoryProblem.ts';
import { makeLeasedFolder, sweepLeasedFolders } from '../../storage/leasedFolder.ts';
import { readRepositoryAddress } from '../address/readRepositoryAddress.ts';
import { readRepositoryPath } from '../address/readRepositoryPath.ts';
import { refProblem } from '../address/refProblem.ts';
import { fetchBuiltIn } from './builtIn/fetchBuiltIn.ts';
import { fetchWithGit } from './git/fetchWithGit.ts';
import { findGit } from '../../git/findGit.ts';
import { gitEnvironment } from '../../git/gitEnvironment.ts';
import type { FetchedFile, FetchOptions, RepositoryFile } from './repositoryFile.ts';
import { guardTransfer, type TransferGuard } from './transferGuard.ts';

/** What Git LFS leaves in place of a file. */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/**
 * Fetches one file from a public repository and as little else as the server allows. Nothing outlives it but the answer: it works in a
 * folder of its own, which is removed at the end, as are those of earlier fetches that were killed.
 *
 * Fails as repository, offline, timedOut (stalled, or too long in all), disk or cancelled; as address for a ref or path that
 * `refProblem` or `readRepositoryPath` would refuse.
 */
export async function fetchFromRepository(
  wanted: RepositoryFile,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<FetchedFile> {
  checkWanted(wanted);
  await sweepLeasedFolders(options.folder);
  const scratch = await makeLeasedFolder(options.folder);
  const guard = guardTransfer(options.limits, signal);
  try {
    const file = await fetchIn(scratch.path, wanted, options, guard);
    if (Buffer.from(file.bytes.subarray(0, LFS_POINTER.length)).toString('latin1') === LFS_POINTER)
      fail({ kind: 'repository', problem: { is: 'lfs', path: file.path } });
    return file;
  } catch (error) {
    guard.check();
    return fail(failureOf(error), error);
  } finally {
    guard.release();
    // A folder that a helper on Windows still sits in is no reason to lose the file; the next fetch sweeps it up.
    await scratch.remove().catch(() => undefined);
  }
}

async function fetchIn(
  scratch: string,
  wanted: RepositoryFile,
  options: FetchOptions,
  guard: TransferGuard,
): Promise<FetchedFile> {
  const make = async (name: string): Promise<string> => {
    const folder = join(scratch, name);
    await mkdir(folder, { mode: 0o700 });
    return folder;
  };
  if (options.way !== 'builtIn') {
    const env = gitEnvironment(options.env, await make('home'));
    const folder = await make('git');
    const program = options.git === undefined ? {} : { program: options.git };
    if (await findGit({ folder, env, signal: guard.signal, ...program })) {
      const caFile = await trustedFile(scratch, options.http.caFile);
      return fetchWithGit({ wanted, options, guard, env, folder, ...(caFile !== undefined && { caFile }) });
    }
    guard.check();
    if (options.way === 'git') fail({ kind: 'repository', problem: { is: 'gitMissing' } });
  }
  return fetchBuiltIn({ wanted, options, guard, folder: await make('builtIn') });
}

/** git takes one file with all authorities: those that Node knows and the user's, as all other requests of Lectern do. */
async function trustedFile(scratch: string, caFile: string | undefined): Promise<string | undefined> {
  if (caFile === undefined) return undefined;
  const path = join(scratch, 'authorities.pem');
  await writeFile(path, [...rootCertificates, await readFile(caFile, 'utf8')].join('\n'));
  return path;
}

function checkWanted({ url, ref = '', path }: RepositoryFile): void {
  const refuse = (field: AddressField, problem: AddressProblem | undefined): void => {
    if (problem) fail({ kind: 'address', field, problem });
  };
  const address = readRepositoryAddress(url);
  refuse('address', address.ok ? undefined : address.problem);
  if (address.ok && address.address.url !== url) refuse('address', { is: 'notAnAddress' });
  refuse('ref', refProblem(ref));
  const reading = readRepositoryPath(path);
  refuse('path', reading.ok ? undefined : reading.problem);
  if (reading.ok && reading.path !== path) refuse('path', { is: 'outside' });
}
