import * as vscode from 'vscode';
import { EFFECTS, type Effect } from '../../core/roster/plan/effect.ts';
import type { PlanRow } from '../../core/roster/plan/planRow.ts';

const SHOWN: readonly Effect[] = [
  'problem',
  'create',
  'restore',
  'rename',
  'update',
  'role',
  'enrol',
  'assign',
  'unenrol',
  'unassign',
];

/** What a row does, in words, the gravest first: "create", "rename, change role". */
export function effectText({ effects, isThere }: Pick<PlanRow, 'effects' | 'isThere'>): string {
  if (isThere) return vscode.l10n.t('done already');
  if (effects === 0) return vscode.l10n.t('unchanged');
  // Who is new joins its classes as a matter of course.
  const isNew = (effects & EFFECTS.create) !== 0;
  const own = SHOWN.filter((effect) => (effects & EFFECTS[effect]) !== 0);
  const words = own.filter((effect) => !isNew || (effect !== 'enrol' && effect !== 'assign')).map(wordOf);
  return [...new Set(words)].join(', ');
}

function wordOf(effect: Effect): string {
  switch (effect) {
    case 'problem':
      return vscode.l10n.t('problem');
    case 'create':
      return vscode.l10n.t('create');
    case 'restore':
      return vscode.l10n.t('restore');
    case 'rename':
      return vscode.l10n.t('rename');
    case 'update':
      return vscode.l10n.t('update');
    case 'role':
      return vscode.l10n.t('change role');
    case 'enrol':
    case 'assign':
      return vscode.l10n.t('join');
    case 'unenrol':
    case 'unassign':
      return vscode.l10n.t('leave');
    case 'byServer':
      return vscode.l10n.t('by the server');
  }
}
