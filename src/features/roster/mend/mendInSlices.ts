import * as vscode from 'vscode';
import type { TextEdit } from '../../../core/roster/fixes/fix.ts';
import { groupEdits } from '../../../core/roster/fixes/groupEdits.ts';
import { offsetsAfter } from '../../../core/roster/fixes/offsetsAfter.ts';
import type { Roster } from '../../../core/roster/roster.ts';
import { editOf } from './editOf.ts';
import { inSlices } from './inSlices.ts';
import { keepPlaces } from './keepPlaces.ts';

/** What takes longer is shown, and can be cancelled. */
const PATIENCE_MS = 400;
/** So many edits the editor takes in no time; of more it makes a burden, and so do their positions. */
const MOST_EDITS = 1_000;

/** What makes the edits, in steps. */
export type Mending = (roster: Roster) => Generator<unknown, readonly TextEdit[]>;

/**
 * The edits of a mending as one step of the editor, to be undone as one, in which selections keep their places. Made in slices that
 * leave others their turn; if that takes long, with a notification that can cancel it. Undefined if nobody wants it any more: cancelled,
 * or the document has changed meanwhile.
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
  const mended = await shownIfSlow(inSlices(mend(roster, make), isWanted), () => (isCancelled = true));
  if (mended === undefined || document.version !== version) return undefined;
  keepPlaces(document, mended.few, (offsets) =>
    offsetsAfter(mended.edits, offsets, (start, end) => roster.slice(start, end)),
  );
  return editOf(document, mended.few);
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

type Mended = { readonly edits: readonly TextEdit[]; readonly few: readonly TextEdit[] };

function* mend(roster: Roster, make: Mending): Generator<unknown, Mended> {
  const edits = yield* make(roster);
  const few = yield* groupEdits(edits, MOST_EDITS, (start, end) => roster.slice(start, end));
  return { edits, few };
}
