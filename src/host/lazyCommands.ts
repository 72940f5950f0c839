import * as vscode from 'vscode';

/** A command and what it does with what a menu gives it. */
export type Command = { readonly id: string; run(...given: unknown[]): unknown };

/**
 * Registers commands whose work lies in a part of its own, which is loaded with the first of them that is run. What a menu shows needs
 * none of it.
 *
 * @param load gives each of `ids` its work; asked once
 */
export function lazyCommands(
  ids: readonly string[],
  load: () => Promise<readonly Command[]>,
): vscode.Disposable {
  let loaded: Promise<readonly Command[]> | undefined;
  return vscode.Disposable.from(
    ...ids.map((id) =>
      vscode.commands.registerCommand(id, async (...given: unknown[]) => {
        loaded ??= load();
        const command = (await loaded).find((one) => one.id === id);
        if (!command) throw new Error(`Nothing is loaded for ${id}.`);
        return command.run(...given);
      }),
    ),
  );
}
