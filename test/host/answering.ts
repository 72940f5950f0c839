import * as vscode from 'vscode';

/** A question that was put to the user: its text, its detail where it is modal, its buttons. */
export type Question = {
  readonly text: string;
  readonly detail: string;
  readonly isModal: boolean;
  readonly buttons: readonly string[];
};

/** Answers the questions that are put while something is done, at once or later: by a button or, with undefined, by closing them. */
export async function answering<T>(
  answer: (question: Question) => string | undefined | Promise<string | undefined>,
  work: (asked: readonly Question[]) => Promise<T>,
): Promise<T> {
  const { showInformationMessage, showWarningMessage, showErrorMessage, showInputBox, showQuickPick } =
    vscode.window;
  const asked: Question[] = [];
  const put = (text: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
    const [first] = rest;
    const options = typeof first === 'object' && first !== null ? first : {};
    const question: Question = {
      text,
      detail: 'detail' in options && typeof options.detail === 'string' ? options.detail : '',
      isModal: 'modal' in options && options.modal === true,
      buttons: rest.filter((one) => typeof one === 'string'),
    };
    asked.push(question);
    return Promise.resolve(answer(question));
  };
  Object.assign(vscode.window, {
    showInformationMessage: put,
    showWarningMessage: put,
    showErrorMessage: put,
    showQuickPick: (items: readonly unknown[], { title = '' }: vscode.QuickPickOptions = {}) =>
      put(title, ...items),
    showInputBox: ({ title = '' }: vscode.InputBoxOptions) => put(title),
  });
  try {
    return await work(asked);
  } finally {
    Object.assign(vscode.window, {
      showInformationMessage,
      showWarningMessage,
      showErrorMessage,
      showInputBox,
      showQuickPick,
    });
  }
}
