import type { Disposable, QuickPickItem } from 'vscode';

/** As much of a list with ticks as is used here. */
type TickList<T extends QuickPickItem> = {
  value: string;
  placeholder: string | undefined;
  busy: boolean;
  readonly selectedItems: readonly T[];
  onDidAccept(listener: () => void): Disposable;
  onDidHide(listener: () => void): Disposable;
};

/**
 * What was ticked when OK was pressed; never nothing: then the list stays open and says `sentence` in place of its question.
 * Undefined: the user gave up.
 */
export function tickedItems<T extends QuickPickItem>(
  pick: TickList<T>,
  sentence: string,
): Promise<readonly T[] | undefined> {
  return new Promise((done) => {
    pick.onDidHide(() => done(undefined));
    pick.onDidAccept(() => {
      if (pick.busy) return;
      if (pick.selectedItems.length > 0) done([...pick.selectedItems]);
      else {
        // What was typed would hide the sentence.
        pick.value = '';
        pick.placeholder = sentence;
      }
    });
  });
}
