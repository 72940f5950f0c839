import { basename, dirname, join } from 'node:path';
import type { Job } from '../exports/job/job.ts';
import { checkFile } from './fileCheck.ts';
import type { Finding, VerifyProgress, VerifyReport } from './verifyReport.ts';

/** Reads the file of every finished job against its record. Nothing is written. Fails as cancelled. */
export async function verifyJobs(
  jobs: readonly Job[],
  signal: AbortSignal,
  onProgress: (progress: VerifyProgress) => void,
): Promise<VerifyReport> {
  const done = jobs.flatMap(({ request, state }) =>
    state.step === 'done' ? [{ ...state.file, export: request.kind }] : [],
  );
  const findings: Finding[] = [];
  let bytes = 0;
  for (const [checked, file] of done.entries()) {
    onProgress({ checked, total: done.length });
    const problem = await checkFile(file, signal, (read) => (bytes += read));
    if (problem) findings.push({ name: join(basename(dirname(file.path)), basename(file.path)), problem });
  }
  return { checked: done.length, bytes, findings, lacking: [] };
}
