import { stat } from 'node:fs/promises';
import { measureFile } from '../exports/file/measureFile.ts';
import { verifyFile } from '../exports/file/verifyFile.ts';
import type { ExportKind } from '../platform/exportRequest.ts';
import { fail, failureOf } from '../platform/failure.ts';
import type { FileProblem } from './fileProblem.ts';

/** What a saved file must be. `path` is absolute, `size` in bytes, `sha256` lower-case hex. */
export type ExpectedFile = {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly export: ExportKind;
};

/** Reads a file against what it must be, to its end; undefined if it is that. Nothing is written. Fails as cancelled. */
export async function checkFile(
  file: ExpectedFile,
  signal: AbortSignal,
  onRead: (bytes: number) => void = () => undefined,
): Promise<FileProblem | undefined> {
  try {
    const { size } = await stat(file.path);
    if (size !== file.size) return 'changed';
    if ((await measureFile(file.path, signal, onRead)).sha256 !== file.sha256) return 'changed';
    await verifyFile(file.path, file.export, signal);
    return undefined;
  } catch (error) {
    if (signal.aborted) fail({ kind: 'cancelled' });
    const failure = failureOf(error);
    return failure.kind === 'disk' && failure.problem === 'missing' ? 'missing' : 'unreadable';
  }
}
