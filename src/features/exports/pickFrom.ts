import * as vscode from 'vscode';
import { failureOf } from '../../core/platform/failure.ts';
import type { Proposal, Ref } from '../../core/platform/place.ts';
import { failureText } from '../../host/failureText.ts';

type Item<T> = vscode.QuickPickItem & { readonly value?: T };

export type Picking<T extends Ref> = {
  readonly title: string;
  readonly placeholder: string;
  /** What to choose from, as it comes. */
  readonly pages: (signal: AbortSignal) => Promise<AsyncIterable<readonly T[]>> | AsyncIterable<readonly T[]>;
  readonly describe: (value: T) => Omit<vscode.QuickPickItem, 'label'> & { readonly icon: string };
  /** What comes first, and says why. */
  readonly proposed?: Proposal;
  /** What the list says when nothing came. */
  readonly empty: string;
  /** Where the last choice is remembered. */
  readonly memory?: { readonly store: vscode.Memento; readonly key: string };
};

/**
 * A quick pick that fills page by page, what is proposed first, then the last choice. Why a list cannot be fetched is said inside it. Undefined: the user
 * chose nothing.
 */
export async function pickFrom<T extends Ref>(picking: Picking<T>): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick<Item<T>>();
  pick.title = picking.title;
  pick.placeholder = picking.placeholder;
  pick.matchOnDescription = true;
  pick.keepScrollPosition = true;
  pick.busy = true;
  const controller = new AbortController();
  const last = picking.memory?.store.get<unknown>(picking.memory.key);

  const values: T[] = [];
  const show = (...more: Item<T>[]): void => {
    const items = values.map((value): Item<T> => {
      const { icon, ...rest } = picking.describe(value);
      const detail = picking.proposed?.(value) ? { detail: vscode.l10n.t('Named in the file') } : {};
      return { label: `$(${icon}) ${value.name}`, ...rest, ...detail, value };
    });
    const first = items.filter(({ value }) => value && picking.proposed?.(value));
    const recent = items.filter((item) => item.value?.id === last && !first.includes(item));
    pick.items = [
      ...first,
      ...recent,
      ...items.filter((item) => ![...first, ...recent].includes(item)),
      ...more,
    ];
  };
  const fill = async (): Promise<void> => {
    try {
      for await (const page of await picking.pages(controller.signal)) {
        values.push(...page);
        show();
      }
      if (values.length === 0) show({ label: `$(info) ${picking.empty}`, alwaysShow: true });
    } catch (error) {
      if (controller.signal.aborted) return;
      show({ label: `$(error) ${failureText(failureOf(error)).sentence}`, alwaysShow: true });
    } finally {
      if (!controller.signal.aborted) pick.busy = false;
    }
  };

  try {
    const chosen = await new Promise<T | undefined>((done) => {
      pick.onDidHide(() => done(undefined));
      pick.onDidAccept(() => {
        const value = pick.selectedItems[0]?.value;
        if (value !== undefined) done(value);
      });
      pick.show();
      void fill();
    });
    if (chosen && picking.memory) await picking.memory.store.update(picking.memory.key, chosen.id);
    return chosen;
  } finally {
    controller.abort();
    pick.dispose();
  }
}
