import * as vscode from 'vscode';
import type { Services } from '../services.ts';

const MEMORY_KEY = 'lectern.last.locale';

/** Programs read tables by their columns: English unless somebody says otherwise. */
const USUAL = 'en';

/** The language of a table's columns; the last one first, English at first. Undefined: the user gave up. */
export async function chooseLocale({ memory }: Services, title: string): Promise<string | undefined> {
  const stored = memory.get<unknown>(MEMORY_KEY);
  const { LOCALES } = await import('../../core/kolibriWords/words.ts');
  const last = typeof stored === 'string' && LOCALES.has(stored) ? stored : USUAL;
  const here = new Intl.DisplayNames([vscode.env.language], { type: 'language' });
  const items = [last, ...[...LOCALES].filter((locale) => locale !== last)].map((locale) => ({
    label: nameIn(locale) ?? here.of(locale) ?? locale,
    description: here.of(locale) ?? '',
    locale,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('In which language are the columns named?'),
    matchOnDescription: true,
  });
  if (chosen) await memory.update(MEMORY_KEY, chosen.locale);
  return chosen?.locale;
}

/** A language's name for itself, where the editor knows it. */
function nameIn(locale: string): string | undefined {
  const name = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }).of(locale);
  return name && `${name.charAt(0).toLocaleUpperCase(locale)}${name.slice(1)}`;
}
