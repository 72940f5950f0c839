import * as vscode from 'vscode';
import type { UndoPlan } from '../../core/roster/run/undo/planUndo.ts';
import type { RunRecord } from '../../core/roster/run/record/runRecord.ts';
import type { UndoLimit } from '../../core/roster/run/undo/undoLimit.ts';
import { escapeMarkdown } from '../../host/markdown.ts';
import { changeTable, listSection, paragraph, placesAndRemovals } from './reportParts.ts';
import { timeText } from './timeText.ts';

const KINDS: readonly UndoLimit['kind'][] = [
  'password',
  'hardDeleted',
  'userGone',
  'changedSince',
  'classInUse',
  'classGone',
];

/** What undoing an import would do, and what it cannot put back, as Markdown. */
export function undoPreviewText({ plan, limits }: UndoPlan, record: RunRecord): string {
  return [...pieces({ plan, limits }, record)].join('');
}

function* pieces({ plan, limits }: UndoPlan, record: RunRecord): Generator<string> {
  const facility = escapeMarkdown(record.facility.name);
  yield paragraph(`# ${vscode.l10n.t('Undoing the import into {0}', facility)}`);
  yield paragraph(
    vscode.l10n.t('The import was begun {0}. Nothing has been undone yet.', timeText(record.createdAt)),
  );
  for (const kind of KINDS)
    yield* listSection(limitText(kind), [
      ...new Set(limits.filter((limit) => limit.kind === kind).map(({ who }) => who)),
    ]);
  yield* changeTable(plan, true);
  yield* placesAndRemovals(plan);
  if (plan.removals.length > 0)
    yield paragraph(
      vscode.l10n.t(
        'Servers from version 0.19 on keep removed users for 30 days; older ones delete them with everything they did.',
      ),
    );
}

/** What cannot be put back, as the heading of a list of names. */
export function limitText(kind: UndoLimit['kind']): string {
  switch (kind) {
    case 'password':
      return vscode.l10n.t('Cannot be put back: the passwords from before');
    case 'hardDeleted':
      return vscode.l10n.t('Cannot be put back: users whom the server has deleted for ever');
    case 'userGone':
      return vscode.l10n.t('Cannot be put back: users whom somebody has removed since');
    case 'changedSince':
      return vscode.l10n.t('Stays as it is: values that somebody has changed since');
    case 'classInUse':
      return vscode.l10n.t('Stays as it is: new classes that others use by now');
    case 'classGone':
      return vscode.l10n.t('Cannot be put back: enrolments in classes that somebody has removed since');
  }
}
