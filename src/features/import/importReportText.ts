import * as vscode from 'vscode';
import type { RunAspect, RunDifference } from '../../core/roster/run/compareRun.ts';
import { isAsPreviewed, type RunOutcome } from '../../core/roster/run/runOutcome.ts';
import type { RunChange, RunPlan } from '../../core/roster/run/runPlan.ts';
import { escapeMarkdown } from '../../host/markdown.ts';
import { failureText } from '../../host/failureText.ts';

/** The report of a run, as Markdown, line by line: what was done, row by row, what was not and why, and whether it is as previewed. */
export function* importReportText(outcome: RunOutcome): Generator<string> {
  const { plan, record, comparison, comparedAt } = outcome;
  const isUndo = record.undoes !== undefined;
  const facility = escapeMarkdown(plan.facility.name);
  yield paragraph(
    `# ${isUndo ? vscode.l10n.t('Undo of an import into {0}', facility) : vscode.l10n.t('Import into {0}', facility)}`,
  );
  yield paragraph(headline(outcome));
  const [begun, compared] = [record.createdAt, comparedAt].map(timeText);
  yield paragraph(vscode.l10n.t('Begun {0}, compared with the server {1}.', begun ?? '', compared ?? ''));
  if (!outcome.isWhole)
    yield paragraph(
      vscode.l10n.t('It was stopped before its end: what is not listed as done was not tried.'),
    );
  const problems = new Map<number, string[]>();
  for (const difference of comparison.differences)
    if (difference.row !== undefined)
      problems.set(difference.row, [...(problems.get(difference.row) ?? []), differenceText(difference)]);
  for (const { row, failure } of outcome.refused)
    if (row !== undefined) problems.set(row, [failureText(failure).sentence, ...(problems.get(row) ?? [])]);

  if (plan.changes.length > 0) {
    yield paragraph(`## ${isUndo ? vscode.l10n.t('User by user') : vscode.l10n.t('Row by row')}`);
    yield `| ${[vscode.l10n.t('Row'), vscode.l10n.t('User'), vscode.l10n.t('What'), vscode.l10n.t('Result')].join(' | ')} |\n`;
    yield '| ---: | --- | --- | --- |\n';
    for (const change of plan.changes) {
      const wrong = problems.get(change.row);
      const result = wrong === undefined ? vscode.l10n.t('done') : wrong.map(cell).join('; ');
      yield `| ${change.row} | ${cell(change.username)} | ${changeText(change, plan)} | ${result} |\n`;
    }
    yield '\n';
  }
  yield* section(
    vscode.l10n.t('Classes created'),
    plan.classes.flatMap(({ id, name }) => (id === undefined ? [name] : [])),
  );
  yield* section(
    vscode.l10n.t('Classes removed'),
    plan.removedClasses.map(({ name }) => name),
  );
  yield* section(
    vscode.l10n.t('Classes emptied'),
    plan.emptied.map(({ name }) => name),
  );
  yield* section(
    vscode.l10n.t('Users removed'),
    plan.removals.map(({ username, fullName }) => (fullName === '' ? username : `${username} (${fullName})`)),
  );
  yield* section(
    vscode.l10n.t('Left out, because only the server’s own import takes them'),
    plan.leftOut.map(({ row, username }) => `${row}: ${username}`),
  );
  yield* section(
    vscode.l10n.t('Refused by the server'),
    outcome.refused.flatMap(({ row, failure }) => (row === undefined ? [failureText(failure).sentence] : [])),
  );
  yield* section(
    vscode.l10n.t('Not as previewed'),
    comparison.differences.map((difference) => `${difference.who}: ${differenceText(difference)}`),
  );
  yield paragraph(`**${headline(outcome)}**`);
}

function headline(outcome: RunOutcome): string {
  const { rowsRight, rowsWrong, differences } = outcome.comparison;
  const others = differences.filter(({ row }) => row === undefined).length;
  if (isAsPreviewed(outcome)) return vscode.l10n.t('Everything is as previewed.');
  return vscode.l10n.t(
    'Not everything is as previewed: {0} of {1} rows differ, and {2} other things.',
    rowsWrong,
    rowsRight + rowsWrong,
    others,
  );
}

function* section(title: string, items: readonly string[]): Generator<string> {
  if (items.length === 0) return;
  yield paragraph(`## ${title}`);
  for (const item of items) yield `- ${escapeMarkdown(item)}\n`;
  yield '\n';
}

function paragraph(text: string): string {
  return `${text}\n\n`;
}

function cell(text: string): string {
  return escapeMarkdown(text);
}

function timeText(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** What a row did, in a few words. */
function changeText(change: RunChange, { classes }: RunPlan): string {
  const names = (indexes: readonly number[]): string =>
    indexes.map((at) => cell(classes[at]?.name ?? '')).join(', ');
  const parts: readonly (readonly [boolean, string])[] = [
    [change.userId === undefined, vscode.l10n.t('created')],
    [change.oldUsername !== undefined, vscode.l10n.t('renamed from {0}', cell(change.oldUsername ?? ''))],
    [
      change.userId !== undefined && change.fields.length > 0,
      change.fields
        .map(({ field, from, to }) => `${aspectText(field)}: ${cell(from)} → ${cell(to)}`)
        .join(', '),
    ],
    [change.userId !== undefined && change.hasPassword, vscode.l10n.t('new password')],
    [change.role !== undefined, vscode.l10n.t('role: {0}', change.userType)],
    [change.enrol.length > 0, vscode.l10n.t('joins {0}', names(change.enrol))],
    [change.unenrol.length > 0, vscode.l10n.t('leaves {0}', names(change.unenrol))],
    [change.assign.length > 0, vscode.l10n.t('coaches {0}', names(change.assign))],
    [change.unassign.length > 0, vscode.l10n.t('coaches no longer {0}', names(change.unassign))],
  ];
  return parts.flatMap(([isSo, text]) => (isSo ? [text] : [])).join('; ');
}

function differenceText({ aspect, expected, found }: RunDifference): string {
  const nothing = vscode.l10n.t('nothing');
  if (aspect === 'user')
    return found === 'no' ? vscode.l10n.t('there is no such user') : vscode.l10n.t('the user is still there');
  if (aspect === 'class')
    return found === 'no'
      ? vscode.l10n.t('there is no such class')
      : vscode.l10n.t('the class is not as it was to be');
  return vscode.l10n.t(
    '{0} is {1}, not {2}',
    aspectText(aspect),
    found === '' ? nothing : found,
    expected === '' ? nothing : expected,
  );
}

function aspectText(aspect: Exclude<RunAspect, 'user' | 'class'>): string {
  switch (aspect) {
    case 'username':
      return vscode.l10n.t('user name');
    case 'fullName':
      return vscode.l10n.t('full name');
    case 'identifier':
      return vscode.l10n.t('identifier');
    case 'birthYear':
      return vscode.l10n.t('birth year');
    case 'gender':
      return vscode.l10n.t('gender');
    case 'roles':
      return vscode.l10n.t('role');
    case 'enrolled':
      return vscode.l10n.t('enrolment');
    case 'assigned':
      return vscode.l10n.t('coached classes');
  }
}
