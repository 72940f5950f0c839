import * as vscode from 'vscode';
import { failureOf } from '../../core/platform/failure.ts';
import type { TextEdit } from '../../core/roster/fixes/fix.ts';
import { Roster, type RosterParts } from '../../core/roster/roster.ts';
import { indexSnapshot, type SnapshotIndex } from '../../core/roster/snapshot/snapshotIndex.ts';
import { editOf } from '../roster/mend/editOf.ts';
import type { Services } from '../services.ts';
import type { PlannedFile } from './plannedFile.ts';

/** Edits of a checked users file, in the order of its text. */
export type EditsOf = (parts: RosterParts, live: SnapshotIndex) => readonly TextEdit[];

/** Edits a file that is being previewed, as one step to undo in the editor; false if there was nothing to edit, or it could not be done. */
export async function editPlannedFile(
  { document, planned }: Pick<PlannedFile, 'document' | 'planned'>,
  editsOf: EditsOf,
  log: Services['log'],
): Promise<boolean> {
  if (document === undefined || planned === undefined) return false;
  const roster = new Roster(document.getText(), { snapshot: planned.snapshot });
  roster.advance();
  const edits = editsOf(roster.parts, indexSnapshot(planned.snapshot));
  try {
    return edits.length > 0 && (await vscode.workspace.applyEdit(editOf(document, edits)));
  } catch (error) {
    log.warn(`the file was not edited: ${failureOf(error).kind}`);
    return false;
  }
}
