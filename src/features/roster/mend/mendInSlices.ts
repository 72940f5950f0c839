import * as vscode from 'vscode';
import type { TextEdit } from '../../../core/roster/fixes/fix.ts';
import { groupEdits } from '../../../core/roster/fixes/groupEdits.ts';
import type { Roster } from '../../../core/roster/roster.ts';
import { editOf } from './editOf.ts';
import { inSlices } from './inSlices.ts';

/** What takes longer is shown, and can be cancelled. */
const PATIENCE_MS = 400;
/** So many edits the editor takes in no time; of more it makes a burden, and so do their positions. */
const MOST_EDITS = 1_000;

/** What makes the edits, in steps. */
export type Mending = (roster: Roster) => Generator<unknown, readonly TextEdit[]>;

/**
 * The edits of a mending as one step of the editor, to be undone as one. Made in slices that leave others their turn; if that takes long,
 * with a notification that can cancel it. Undefined if nobody wants it any more: cancelled, or the document has changed meanwhile.
 */
export async function mendInSlices(
  document: vscode.TextDocument,
  roster: Roster,
  make: Mending,
  token?: vscode.CancellationToken,
): Promise<vscode.WorkspaceEdit | undefined> {
  const { version } = document;
  let isCancelled = false;
  const isWanted = (): boolean =>
    !isCancelled && token?.isCancellationRequested !== true && document.version === version;
  const edits = await shownIfSlow(inSlices(fewEdits(roster, make), isWanted), () => (isCancelled = true));
  return edits === undefined || document.version !== version ? undefined : editOf(document, edits);
}

async function shownIfSlow<T>(work: Promise<T>, cancel: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((done) => {
    timer = setTimeout(() => done('late'), PATIENCE_MS);
  });
  try {
    if ((await Promise.race([work, late])) !== 'late') return await work;
  } finally {
    clearTimeout(timer);
  }
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Mending the users file'),
      cancellable: true,
    },
    (_, cancelled) => {
      cancelled.onCancellationRequested(cancel);
      return work;
    },
  );
}

function* fewEdits(roster: Roster, make: Mending): Generator<unknown, readonly TextEdit[]> {
  const edits = yield* make(roster);
  return yield* groupEdits(edits, MOST_EDITS, (start, end) => roster.slice(start, end));
}
