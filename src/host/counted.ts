import * as vscode from 'vscode';

/** "1 user", "29 users": a count with its noun, in the editor's language. */
export function counted(
  count: number,
  noun:
    | 'user'
    | 'class'
    | 'learner'
    | 'coach'
    | 'assignment'
    | 'student'
    | 'lesson'
    | 'quiz'
    | 'resource'
    | 'question'
    | 'blueprint'
    | 'row'
    | 'repeat',
): string {
  const text = count.toLocaleString(vscode.env.language);
  switch (noun) {
    case 'user':
      return count === 1 ? vscode.l10n.t('1 user') : vscode.l10n.t('{0} users', text);
    case 'class':
      return count === 1 ? vscode.l10n.t('1 class') : vscode.l10n.t('{0} classes', text);
    case 'learner':
      return count === 1 ? vscode.l10n.t('1 learner') : vscode.l10n.t('{0} learners', text);
    case 'coach':
      return count === 1 ? vscode.l10n.t('1 coach') : vscode.l10n.t('{0} coaches', text);
    case 'student':
      return count === 1 ? vscode.l10n.t('1 student') : vscode.l10n.t('{0} students', text);
    case 'assignment':
      return count === 1 ? vscode.l10n.t('1 assignment') : vscode.l10n.t('{0} assignments', text);
    case 'lesson':
      return count === 1 ? vscode.l10n.t('1 lesson') : vscode.l10n.t('{0} lessons', text);
    case 'quiz':
      return count === 1 ? vscode.l10n.t('1 quiz') : vscode.l10n.t('{0} quizzes', text);
    case 'resource':
      return count === 1 ? vscode.l10n.t('1 resource') : vscode.l10n.t('{0} resources', text);
    case 'blueprint':
      return count === 1 ? vscode.l10n.t('1 blueprint') : vscode.l10n.t('{0} blueprints', text);
    case 'row':
      return count === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', text);
    case 'repeat':
      return count === 1 ? vscode.l10n.t('1 repeat') : vscode.l10n.t('{0} repeats', text);
    case 'question':
      return count === 1 ? vscode.l10n.t('1 question') : vscode.l10n.t('{0} questions', text);
  }
}
