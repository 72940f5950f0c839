import { fileURLToPath } from 'node:url';
import * as vscode from 'vscode';
import type { Failure } from '../../core/platform/failure.ts';
import { SERVER_IMPORT_CRASHED } from '../../core/roster/run/steps/performStep.ts';
import type { RunDifference } from '../../core/roster/run/outcome/compareRun.ts';
import type { RowEnd } from '../../core/roster/run/outcome/rowEnds.ts';
import { isAsPreviewed, wrongRows, type RunOutcome } from '../../core/roster/run/outcome/runOutcome.ts';
import { failureText } from '../../host/failureText.ts';
import { escapeMarkdown } from '../../host/markdown.ts';
import { aspectText } from './changeText.ts';
import { changeTable, listSection, paragraph, placesAndRemovals } from './reportParts.ts';
import { runTitle } from './runTitle.ts';
import { timeText } from './timeText.ts';

/** The report of a run, as Markdown, piece by piece: what was done, row by row, what was not and why, and whether it is as previewed. */
export function* importReportText(outcome: RunOutcome, server: string): Generator<string> {
  const { plan, record, comparison, comparedAt, refused, isWhole } = outcome;
  yield paragraph(`# ${escapeMarkdown(runTitle(record))}`);
  yield paragraph(headline(outcome));
  yield paragraph(
    vscode.l10n.t(
      'Begun {0}, compared with the server {1}.',
      timeText(record.createdAt),
      timeText(comparedAt),
    ),
  );
  yield* factsOf(outcome, server);
  if (!isWhole)
    yield paragraph(
      vscode.l10n.t('It was stopped before its end: what is not listed as done was not tried.'),
    );

  const problems = new Map<number, string[]>();
  const note = (row: number | undefined, text: string): void => {
    if (row === undefined) return;
    const texts = problems.get(row);
    if (texts === undefined) problems.set(row, [text]);
    else texts.push(text);
  };
  for (const [row, end] of outcome.rows.ends)
    if (end !== 'done' && end !== 'refused') note(row, endText(end));
  for (const { row, failure } of refused) note(row, refusalText(failure));
  for (const difference of comparison.differences) note(difference.row, differenceText(difference));
  yield* changeTable(plan, record.undoes !== undefined, {
    title: vscode.l10n.t('Result'),
    of: (row) =>
      problems.get(row)?.map(escapeMarkdown).join('; ') ?? endText(outcome.rows.ends.get(row) ?? 'untried'),
  });
  yield* placesAndRemovals(plan);
  yield* listSection(
    vscode.l10n.t('Left out, because only the server’s own import takes them'),
    plan.leftOut.map(({ row, line = row, username }) => `${line}: ${username}`),
  );
  yield* listSection(
    vscode.l10n.t('Refused by the server'),
    refused.flatMap(({ row, failure }) => (row === undefined ? [refusalText(failure)] : [])),
  );
  yield* listSection(
    vscode.l10n.t('Not as previewed'),
    comparison.differences.map((difference) => `${difference.who}: ${differenceText(difference)}`),
  );
  yield paragraph(`**${headline(outcome)}**`);
}

/** What the run was about, and where everything of it lies. */
function* factsOf({ record, journal }: RunOutcome, server: string): Generator<string> {
  const facts: readonly (readonly [string, string])[] = [
    [vscode.l10n.t('Facility'), record.facility.name],
    [vscode.l10n.t('Server'), server],
    [vscode.l10n.t('Users file'), record.file === undefined ? '' : pathOf(record.file.uri)],
    [vscode.l10n.t('Backup'), record.backup],
    [vscode.l10n.t('Journal'), journal],
  ];
  for (const [name, value] of facts) if (value !== '') yield `- ${name}: ${escapeMarkdown(value)}\n`;
  yield '\n';
}

/** A path for a file of this machine, else the address. */
function pathOf(address: string): string {
  return address.startsWith('file:') ? fileURLToPath(address) : address;
}

function refusalText(failure: Failure): string {
  return failure.kind === 'badInput' && failure.detail === SERVER_IMPORT_CRASHED
    ? vscode.l10n.t(
        'The server’s own import broke down. Its copy of these rows, with their passwords, stays on the server, and only somebody with access to that machine can delete it: a file named tmp….upload.csv in the folder temp of Kolibri’s home, from version 0.19 on in media/temp. Change these passwords.',
      )
    : failureText(failure).sentence;
}

function headline(outcome: RunOutcome): string {
  const { differences } = outcome.comparison;
  const others = differences.filter(({ row }) => row === undefined).length;
  if (isAsPreviewed(outcome)) return vscode.l10n.t('Everything is as previewed.');
  const rows = outcome.plan.changes.length;
  const rowsWrong = wrongRows(outcome).size;
  return others === 0
    ? vscode.l10n.t('Not everything is as previewed: {0} of {1} rows differ.', rowsWrong, rows)
    : vscode.l10n.t(
        'Not everything is as previewed: {0} of {1} rows differ. Other differences: {2}.',
        rowsWrong,
        rows,
        others,
      );
}

/** What the journal says of a row. */
function endText(end: RowEnd): string {
  switch (end) {
    case 'done':
      return vscode.l10n.t('done');
    case 'refused':
      return vscode.l10n.t('refused by the server');
    case 'partly':
      return vscode.l10n.t('done in part');
    case 'untried':
      return vscode.l10n.t('not tried');
    case 'unknown':
      return vscode.l10n.t('sent, without an answer: whether it was done is not known');
  }
}

function differenceText({ aspect, expected, found }: RunDifference): string {
  if (aspect === 'user')
    return found === 'no' ? vscode.l10n.t('there is no such user') : vscode.l10n.t('the user is still there');
  if (aspect === 'class')
    return found === 'no'
      ? vscode.l10n.t('there is no such class')
      : vscode.l10n.t('the class is not as it was to be');
  const nothing = vscode.l10n.t('nothing');
  return vscode.l10n.t(
    '{0} is {1}, not {2}',
    aspectText(aspect),
    found === '' ? nothing : found,
    expected === '' ? nothing : expected,
  );
}
