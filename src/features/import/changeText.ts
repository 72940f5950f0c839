import * as vscode from 'vscode';
import type { RunAspect } from '../../core/roster/run/outcome/compareRun.ts';
import type { RunChange, RunPlan } from '../../core/roster/run/record/runPlan.ts';
import { EFFECTS } from '../../core/roster/plan/effect.ts';
import { escapeMarkdown } from '../../host/markdown.ts';

/** What a row does, in a few words of Markdown. */
export function changeText(change: RunChange, { classes }: RunPlan): string {
  const names = (indexes: readonly number[]): string =>
    indexes.map((at) => escapeMarkdown(classes[at]?.name ?? '')).join(', ');
  const isNew = change.userId === undefined;
  const parts: readonly (readonly [boolean, string])[] = [
    [isNew, vscode.l10n.t('created')],
    [(change.effects & EFFECTS.restore) !== 0, vscode.l10n.t('restored')],
    [
      change.oldUsername !== undefined,
      vscode.l10n.t('renamed from {0}', escapeMarkdown(change.oldUsername ?? '')),
    ],
    [
      !isNew && change.fields.length > 0,
      change.fields
        .map(({ field, from, to }) => `${aspectText(field)}: ${value(from)} → ${value(to)}`)
        .join(', '),
    ],
    [!isNew && change.hasPassword, vscode.l10n.t('new password')],
    [change.role !== undefined, vscode.l10n.t('role: {0}', escapeMarkdown(change.userType))],
    [change.enrol.length > 0, vscode.l10n.t('joins {0}', names(change.enrol))],
    [change.unenrol.length > 0, vscode.l10n.t('leaves {0}', names(change.unenrol))],
    [change.assign.length > 0, vscode.l10n.t('coaches {0}', names(change.assign))],
    [change.unassign.length > 0, vscode.l10n.t('coaches no longer {0}', names(change.unassign))],
  ];
  return parts.flatMap(([isSo, text]) => (isSo ? [text] : [])).join('; ');
}

/** What of a user a difference is about. */
export function aspectText(aspect: Exclude<RunAspect, 'user' | 'class'>): string {
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

function value(text: string): string {
  return text === '' ? vscode.l10n.t('nothing') : escapeMarkdown(text);
}
