import type { VerifyReport } from '../verify/verifyReport.ts';
import type { CloseOuts } from './closeOuts.ts';

/**
 * Puts what a verification has found on the record of the run that it was about, if that is on the list: its rows show it, and Resume
 * fetches it anew. `at` is when the verification began, ISO.
 */
export async function recordCheck(
  closeOuts: CloseOuts,
  { folder, checked, findings }: VerifyReport,
  at: string,
): Promise<void> {
  const run = closeOuts.runs.find((one) => one.folder === folder);
  if (!run || checked === 0) return;
  const damaged = findings.flatMap(({ name, problem }) =>
    problem === 'extra' ? [] : [{ file: name, problem }],
  );
  await closeOuts.order(run.id, { action: 'checked', at, damaged });
}
