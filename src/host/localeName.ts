import * as vscode from 'vscode';

/** What a language is called in the editor's language: `fr-fr` is "French (France)"; its code where nobody knows a name. */
export function localeName(locale: string): string {
  return new Intl.DisplayNames([vscode.env.language], { type: 'language' }).of(locale) ?? locale;
}
