import type { RunRecord } from '../../core/roster/run/record/runRecord.ts';
import type { PlannedFile } from './plannedFile.ts';

/** The text of a file that is being previewed, if it is the one that a run is of: its rows may have moved since. */
export async function textOfRun(
  planned: Pick<PlannedFile, 'document' | 'uri'>,
  { file }: RunRecord,
): Promise<string | undefined> {
  const { document, uri } = planned;
  if (document === undefined || file?.uri !== uri.toString()) return undefined;
  const { proves } = await import('../../core/roster/run/record/proofOf.ts');
  const text = document.getText();
  return (await proves(file.proof, text)) && document.getText() === text ? text : undefined;
}
