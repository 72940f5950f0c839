import * as vscode from 'vscode';
import { USUAL_LOCALE } from '../../core/exports/exportLabel.ts';
import { localeName } from '../../host/localeName.ts';
import { readSettings } from '../../host/settings.ts';
import type { Services } from '../services.ts';

const MEMORY_KEY = 'lectern.last.locale';

/**
 * The language of the columns of any table of Kolibri's: that of the setting, else it is asked for, the last one first, English at
 * first. Undefined: the user gave up.
 */
export async function chooseLocale({ memory }: Services, title: string): Promise<string | undefined> {
  const stored = memory.get<unknown>(MEMORY_KEY);
  const { LOCALES } = await import('../../core/kolibriWords/words.ts');
  const { rosterLocale } = readSettings();
  if (LOCALES.has(rosterLocale)) return rosterLocale;
  const last = typeof stored === 'string' && LOCALES.has(stored) ? stored : USUAL_LOCALE;
  const items = [last, ...[...LOCALES].filter((locale) => locale !== last)].map((locale) => ({
    label: nameIn(locale) ?? localeName(locale),
    description: localeName(locale),
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
