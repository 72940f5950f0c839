import { open, rm } from 'node:fs/promises';
import { failureOf, FailureError, type Failure } from '../platform/failure.ts';

/** After a full disk, or a cancel, there is no next file. */
export function endsAll(failure: Failure): boolean {
  return failure.kind === 'cancelled' || (failure.kind === 'disk' && failure.problem === 'full');
}

/**
 * Writes a file that does not exist yet; a part of one is removed again. The content is read to its end even if it cannot be
 * written, because in a tar the next file comes after it.
 *
 * @param onBytes how many bytes more there are, or fewer when a part was removed
 */
export async function writeNewFile(
  path: string,
  content: AsyncIterable<Buffer>,
  onBytes: (size: number) => void,
): Promise<void> {
  const file = await open(path, 'wx');
  let failed: Error | undefined;
  let written = 0;
  try {
    for await (const chunk of content) {
      if (failed !== undefined) continue;
      try {
        await file.writeFile(chunk);
        written += chunk.length;
        onBytes(chunk.length);
      } catch (error) {
        failed = asError(error);
        if (endsAll(failureOf(error))) break;
      }
    }
  } catch (error) {
    failed = asError(error);
  }
  await file.close();
  if (failed === undefined) return;
  await rm(path, { force: true });
  onBytes(-written);
  throw failed;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new FailureError(failureOf(error));
}
