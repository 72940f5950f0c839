import * as vscode from 'vscode';
import type { Finding } from '../../core/roster/findings/finding.ts';
import type { ClassTotals } from '../../core/roster/plan/classTotals.ts';
import { EFFECTS } from '../../core/roster/plan/effect.ts';
import type { FieldChange, PlannedClass, Removal } from '../../core/roster/plan/importPlan.ts';
import type { Becoming as PlanBecoming, PlanRow, RowClass } from '../../core/roster/plan/planRow.ts';
import type { RowMark } from '../../core/roster/run/outcome/rowsDone.ts';
import { counted } from '../../host/counted.ts';
import { findingText } from '../../host/findingText.ts';
import { aspectText } from '../import/changeText.ts';
import type { Becoming, Change, Item, Remark } from '../../../webview-ui/import-preview/protocol.ts';
import { effectText } from './effectText.ts';
import { problemText } from './problemText.ts';
import { userTypeText } from './userTypeText.ts';

/** A row of the file as the preview shows it; `lineOf` gives the line, from 1, of an offset in its text. */
export function rowItem(
  row: PlanRow,
  lineOf: (offset: number) => number,
  findings: readonly Finding[],
  mark: RowMark | undefined,
): Item {
  const { effects, username, fullName, userType, classes, fields, hasNewPassword } = row;
  const password: Change = { sign: '+', text: vscode.l10n.t('password'), label: vscode.l10n.t('new') };
  return {
    kind: 'row',
    row: row.row,
    line: shown(lineOf(row.start)),
    effect: effectText(row),
    tone: toneOf(effects),
    username: becoming(username),
    fullName: becoming(fullName),
    userType: becoming(userType, userTypeText),
    classes: classes.map(classChange),
    others: [...fields.map(fieldChange), ...(hasNewPassword ? [password] : [])],
    remarks: remarksOf(row, findings, lineOf),
    ...(mark !== undefined && { mark }),
  };
}

/** A class as the preview shows it. */
export function classItem(index: number, planned: PlannedClass, totals: ClassTotals): Item {
  const { id, name, enrol, unenrol, assign, unassign } = planned;
  const change = (sign: '+' | '-', count: number, noun: 'learner' | 'coach'): Change[] =>
    count === 0 ? [] : [{ sign, text: counted(count, noun), label: signLabel(sign) }];
  return {
    kind: 'class',
    index,
    name,
    isNew: id === undefined,
    state: id === undefined ? vscode.l10n.t('create') : totals.isEmptied ? vscode.l10n.t('empty') : '',
    learners: numbers(totals.learners),
    coaches: numbers(totals.coaches),
    changes: [
      ...change('+', enrol, 'learner'),
      ...change('-', unenrol, 'learner'),
      ...change('+', assign, 'coach'),
      ...change('-', unassign, 'coach'),
    ],
  };
}

/** A user who is removed. */
export function removalItem({ username, fullName }: Removal): Item {
  return { kind: 'removal', username, fullName };
}

function toneOf(effects: number): 'plain' | 'add' | 'change' | 'problem' {
  if (effects === 0) return 'plain';
  if ((effects & EFFECTS.problem) !== 0) return 'problem';
  return (effects & (EFFECTS.create | EFFECTS.restore)) !== 0 ? 'add' : 'change';
}

function becoming({ old, now }: PlanBecoming, text = (value: string): string => value): Becoming {
  return { now: text(now), ...(old !== undefined && { old: text(old) }) };
}

function numbers({ before, after }: ClassTotals['learners']): Becoming {
  return { now: shown(after), ...(before !== after && { old: shown(before) }) };
}

function shown(count: number): string {
  return count.toLocaleString(vscode.env.language);
}

function classChange({ name, sign, as }: RowClass): Change {
  const text = as === 'coach' ? vscode.l10n.t('{0} (coach)', name) : name;
  return { sign, text, label: signLabel(sign) };
}

function signLabel(sign: RowClass['sign']): string {
  switch (sign) {
    case '+':
      return vscode.l10n.t('joins');
    case '-':
      return vscode.l10n.t('leaves');
    case '':
      return vscode.l10n.t('stays in');
  }
}

function fieldChange({ field, from, to }: FieldChange): Change {
  const name = aspectText(field);
  if (to === '') return { sign: '-', text: `${name} ${from}`, label: vscode.l10n.t('cleared') };
  const text = from === '' ? `${name} ${to}` : `${name} ${from} → ${to}`;
  return { sign: '+', text, label: vscode.l10n.t('new') };
}

const WEIGHTS = { error: 0, warning: 1, hint: 2 } as const;

function remarksOf(
  { problem, effects, isThere }: PlanRow,
  findings: readonly Finding[],
  lineOf: (offset: number) => number,
): Remark[] {
  if (isThere) return [{ severity: 'hint', text: thereText(findings) }];
  const own = problem && problemText(problem);
  const remarks: Remark[] = own === undefined ? [] : [{ severity: 'error', text: own }];
  for (const finding of [...findings].sort((a, b) => WEIGHTS[a.severity] - WEIGHTS[b.severity]))
    if (own === undefined || finding.code !== 'database-id-repeated')
      remarks.push({ severity: finding.severity, text: findingText(finding, lineOf) });
  if ((effects & EFFECTS.byServer) !== 0)
    remarks.push({
      severity: 'warning',
      text: vscode.l10n.t('Only the server’s own import accepts this row.'),
    });
  return remarks;
}

/** Of a row about a user who is there already. Whoever is not all that the row says yet, becomes it when the interrupted import is resumed. */
function thereText(findings: readonly Finding[]): string {
  return findings.some(({ code }) => code === 'user-there-already')
    ? vscode.l10n.t(
        'The user is there, as the row says: nothing is done. With the database ID in the row, the file can change the user.',
      )
    : vscode.l10n.t('The interrupted import has made this user. Resumed, it does the rest of the row.');
}
