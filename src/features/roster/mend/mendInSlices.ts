import * as vscode from 'vscode';
import type { TextEdit } from '../../../core/roster/fixes/fix.ts';
import { joinEdits } from '../../../core/roster/fixes/joinEdits.ts';
import { offsetsAfter } from '../../../core/roster/fixes/offsetsAfter.ts';
import type { Roster } from '../../../core/roster/roster.ts';
import { editOf } from './editOf.ts';
import { inSlices } from './inSlices.ts';
import { keepPlaces } from './keepPlaces.ts';

/** What takes longer is shown, and can be cancelled. */
const PATIENCE_MS = 400;
/** So many edits the editor takes in no time; more become one, see {@link joinEdits}. */
const MOST_EDITS = 1_000;

/** What makes the edits, in steps. */
export type Mending = (roster: Roster) => Generator<unknown, readonly TextEdit[]>;

type Put = (edit: vscode.WorkspaceEdit) => PromiseLike<boolean>;

/**
 * The edits of a mending as one step of the editor, to be undone as one, in which selections keep their places. Made in slices that
 * leave others their turn; if that takes long, with a notification that can cancel it and that stays until `put` is through with them.
 * Undefined if nothing comes of it: cancelled, or the document has changed meanwhile, which is said.
 *
 * @param put brings the edits into the document; false if it could not. Without it the caller does
 */
export async function mendInSlices(
  document: vscode.TextDocument,
  roster: Roster,
  make: Mending,
  { token, put }: { readonly token?: vscode.CancellationToken; readonly put?: Put } = {},
): Promise<vscode.WorkspaceEdit | undefined> {
  const { version } = document;
  let isCancelled = false;
  const isGivenUp = (): boolean => isCancelled || token?.isCancellationRequested === true;
  const isWanted = (): boolean => !isGivenUp() && document.version === version;
  const made = async (): Promise<vscode.WorkspaceEdit | undefined> => {
    const mended = await inSlices(mend(roster, make), isWanted);
    if (mended === undefined || !isWanted()) return undefined;
    const { edits, few } = mended;
    keepPlaces(document, few, (offsets) =>
      offsetsAfter(edits, offsets, (start, end) => roster.slice(start, end)),
    );
    const edit = editOf(document, few);
    return edit.size === 0 || put === undefined || (await put(edit)) ? edit : undefined;
  };
  const edit = await shownIfSlow(made(), () => (isCancelled = true));
  if (edit === undefined && !isGivenUp())
    void vscode.window.showInformationMessage(vscode.l10n.t('Not mended: the file was changed meanwhile.'));
  return edit;
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
  if (edits.length <= MOST_EDITS) return { edits, few: edits };
  const slice = (start: number, end: number): string => roster.slice(start, end);
  const few = [yield* joinEdits(edits, slice, roster.length)];
  return { edits, few };
}
