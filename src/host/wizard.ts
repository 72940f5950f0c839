import * as vscode from 'vscode';

/** The user pressed the back button. */
export const BACK = Symbol('back');
export type Back = typeof BACK;

/** Asks one thing and answers the state with it; undefined: the user closed the input. */
export type Step<S> = (state: S, number: number) => Promise<S | Back | undefined>;

/**
 * Asks step by step, with a way back. `next` says what to ask in a given state, and undefined when everything is known. Answers
 * undefined when the user gives up.
 */
export async function runWizard<S>(
  start: S,
  next: (state: S) => Step<S> | undefined,
): Promise<S | undefined> {
  const history: S[] = [];
  let state = start;
  for (;;) {
    const step = next(state);
    if (!step) return state;
    const answer = await step(state, history.length + 1);
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      state = history.pop() ?? start;
    } else {
      history.push(state);
      state = answer;
    }
  }
}

/** What all questions of one wizard share. `drafts` keeps what was typed, by prompt, for who goes back; never a secret. */
export type WizardPage = { readonly title: string; readonly drafts: Map<string, string> };

export type TextQuestion = WizardPage & {
  readonly step: number;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly password?: boolean;
  /** Called on Enter; answers why the text will not do, or undefined. While it works the input is busy; closing it aborts. */
  readonly check: (text: string, signal: AbortSignal) => Promise<string | undefined>;
};

/** An input box that keeps what was typed until it is right. */
export async function askText(question: TextQuestion): Promise<string | Back | undefined> {
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = question.prompt;
  box.placeholder = question.placeholder ?? '';
  box.value = question.drafts.get(question.prompt) ?? question.value ?? '';
  box.password = question.password ?? false;
  box.ignoreFocusOut = true;
  if (question.step > 1) box.buttons = [vscode.QuickInputButtons.Back];
  const controller = new AbortController();
  try {
    return await new Promise<string | Back | undefined>((done, broken) => {
      box.onDidTriggerButton(() => done(BACK));
      box.onDidHide(() => done(undefined));
      box.onDidChangeValue(() => (box.validationMessage = undefined));
      box.onDidAccept(() => {
        const text = box.value.trim();
        box.busy = true;
        box.enabled = false;
        question
          .check(question.password ? box.value : text, controller.signal)
          .then((problem) => {
            if (problem === undefined) done(question.password ? box.value : text);
            else box.validationMessage = problem;
          }, broken)
          .finally(() => {
            box.busy = false;
            box.enabled = true;
          });
      });
      box.show();
    });
  } finally {
    if (!question.password) question.drafts.set(question.prompt, box.value);
    controller.abort();
    box.dispose();
  }
}

export type ChoiceItem<T> = vscode.QuickPickItem & { readonly value: T };

/** A quick pick with a way back. */
export async function askChoice<T>(question: {
  readonly title: string;
  readonly step: number;
  readonly placeholder: string;
  readonly items: readonly ChoiceItem<T>[];
}): Promise<T | Back | undefined> {
  const pick = vscode.window.createQuickPick<ChoiceItem<T>>();
  pick.title = question.title;
  pick.placeholder = question.placeholder;
  pick.items = question.items;
  pick.ignoreFocusOut = true;
  if (question.step > 1) pick.buttons = [vscode.QuickInputButtons.Back];
  try {
    return await new Promise<T | Back | undefined>((done) => {
      pick.onDidTriggerButton(() => done(BACK));
      pick.onDidHide(() => done(undefined));
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen) done(chosen.value);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
