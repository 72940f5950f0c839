import * as vscode from 'vscode';
import { dayProblem, lastMonth, latestDay, likelyTermStart } from '../../core/exports/logRange.ts';
import type { Connection } from '../../core/platform/connection.ts';
import type { DateRange } from '../../core/platform/dateRange.ts';
import type { Ref } from '../../core/platform/place.ts';
import { abortSignal } from '../../host/abortSignal.ts';
import { dayText } from '../../host/dayText.ts';
import { VIEWS } from '../../manifest.ts';
import type { Services } from '../services.ts';

type Preset = DateRange['preset'];

/**
 * Which days of logs: this term (its first day is asked for once and remembered), last month, everything since the first log, or own
 * dates. Undefined: the user gave up.
 */
export async function chooseRange(
  services: Services,
  connection: Connection,
  facility: Ref,
  title: string,
): Promise<DateRange | undefined> {
  const now = new Date();
  const month = lastMonth(now);
  const termKey = `lectern.term.${facility.id}`;
  const known = services.memory.get<unknown>(termKey);
  const latest = latestDay(now);
  const term = typeof known === 'string' && dayProblem(known, { latest }) === undefined ? known : undefined;
  const preset = await choosePreset(title, { term, month });
  switch (preset) {
    case undefined:
      return undefined;
    case 'lastMonth':
      return month;
    case 'all': {
      const start = await firstDay(services, connection, facility);
      return start === undefined ? undefined : { preset, start, end: latestDay(now) };
    }
    case 'term':
    case 'changeTerm': {
      const asked = preset === 'changeTerm' || term === undefined;
      const start = asked
        ? await askDay(title, vscode.l10n.t('First day of the term'), term ?? likelyTermStart(now))
        : term;
      if (start === undefined) return undefined;
      if (asked) await services.memory.update(termKey, start);
      return { preset: 'term', start, end: latestDay(now) };
    }
    case 'own': {
      const start = await askDay(title, vscode.l10n.t('First day'), month.start);
      const end = start && (await askDay(title, vscode.l10n.t('Last day'), latestDay(now), start));
      return start && end ? { preset, start, end } : undefined;
    }
  }
}

async function choosePreset(
  title: string,
  { term, month }: { readonly term: string | undefined; readonly month: DateRange },
): Promise<Preset | 'changeTerm' | undefined> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly preset: Preset }>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Logs of which days?');
  pick.items = [
    {
      label: `$(calendar) ${vscode.l10n.t('This term')}`,
      description: term === undefined ? '' : vscode.l10n.t('since {0}', dayText(term)),
      ...(term !== undefined && {
        buttons: [{ iconPath: new vscode.ThemeIcon('gear'), tooltip: vscode.l10n.t('Change the First Day') }],
      }),
      preset: 'term',
    },
    {
      label: `$(calendar) ${vscode.l10n.t('Last month')}`,
      description: `${dayText(month.start)} – ${dayText(month.end)}`,
      preset: 'lastMonth',
    },
    { label: `$(history) ${vscode.l10n.t('Everything since the first log')}`, preset: 'all' },
    { label: `$(edit) ${vscode.l10n.t('Own dates…')}`, preset: 'own' },
  ];
  try {
    return await new Promise((done) => {
      pick.onDidHide(() => done(undefined));
      pick.onDidTriggerItemButton(() => done('changeTerm'));
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen) done(chosen.preset);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** A day, typed as `2026-03-05`. */
async function askDay(
  title: string,
  prompt: string,
  value: string,
  notBefore?: string,
): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    value,
    placeHolder: '2026-03-05',
    ignoreFocusOut: true,
    validateInput: (typed) => {
      const latest = latestDay(new Date());
      switch (dayProblem(typed.trim(), { latest, ...(notBefore !== undefined && { notBefore }) })) {
        case 'form':
          return vscode.l10n.t('Enter a day as year-month-day, such as 2026-03-05.');
        case 'noSuchDay':
          return vscode.l10n.t('The calendar has no such day.');
        case 'future':
          return vscode.l10n.t('This day is in the future. Enter today, {0}, or an earlier day.', latest);
        case 'beforeFirst':
          return vscode.l10n.t('The last day is before the first one, {0}.', notBefore ?? '');
        case undefined:
          return undefined;
      }
    },
  });
  return text?.trim();
}

async function firstDay(
  { clients }: Services,
  connection: Connection,
  facility: Ref,
): Promise<string | undefined> {
  const client = await clients.client(connection.id);
  return vscode.window.withProgress({ location: { viewId: VIEWS.exports } }, async (_progress, token) =>
    client.firstLogDay?.(facility, abortSignal(token)),
  );
}
