import * as vscode from 'vscode';
import type { RunPlan } from '../../core/roster/run/record/runPlan.ts';
import { escapeMarkdown } from '../../host/markdown.ts';
import { changeText } from './changeText.ts';

/** A paragraph of a report. */
export function paragraph(text: string): string {
  return `${text}\n\n`;
}

/** A heading with a list below it; nothing for an empty list. */
export function* listSection(title: string, items: readonly string[]): Generator<string> {
  if (items.length === 0) return;
  yield paragraph(`## ${title}`);
  for (const item of items) yield `- ${escapeMarkdown(item)}\n`;
  yield '\n';
}

/** The changes of a plan as a table; with `result`, what became of each. An undo has no rows of a file: its changes are numbered. */
export function* changeTable(
  plan: RunPlan,
  isUndo: boolean,
  result?: { readonly title: string; readonly of: (row: number) => string },
): Generator<string> {
  if (plan.changes.length === 0) return;
  yield paragraph(`## ${isUndo ? vscode.l10n.t('User by user') : vscode.l10n.t('Row by row')}`);
  const number = isUndo ? vscode.l10n.t('No.') : vscode.l10n.t('Line');
  const heads = [number, vscode.l10n.t('User'), vscode.l10n.t('What')];
  yield line([...heads, ...(result ? [result.title] : [])]);
  yield line(['---:', '---', '---', ...(result ? ['---'] : [])]);
  for (const change of plan.changes)
    yield line([
      String(isUndo ? change.row : (change.line ?? change.row)),
      escapeMarkdown(change.username),
      changeText(change, plan),
      ...(result ? [result.of(change.row)] : []),
    ]);
  yield '\n';
}

/** What a plan does beside its rows: classes and users that come and go. */
export function* placesAndRemovals(plan: RunPlan): Generator<string> {
  const created = plan.classes.flatMap(({ id, name }) => (id === undefined ? [name] : []));
  yield* listSection(vscode.l10n.t('Classes created'), created);
  yield* listSection(
    vscode.l10n.t('Classes removed'),
    plan.removedClasses.map(({ name }) => name),
  );
  yield* listSection(
    vscode.l10n.t('Classes emptied'),
    plan.emptied.map(({ name }) => name),
  );
  yield* listSection(
    vscode.l10n.t('Users removed'),
    plan.removals.map(({ username, fullName }) => (fullName === '' ? username : `${username} (${fullName})`)),
  );
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
