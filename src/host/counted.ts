import * as vscode from 'vscode';

/** "1 user", "29 users": a count with its noun, in the editor's language. */
export function counted(count: number, noun: 'user' | 'class' | 'learner' | 'coach' | 'assignment'): string {
  const { t } = vscode.l10n;
  const text = count.toLocaleString(vscode.env.language);
  switch (noun) {
    case 'user':
      return count === 1 ? t('1 user') : t('{0} users', text);
    case 'class':
      return count === 1 ? t('1 class') : t('{0} classes', text);
    case 'learner':
      return count === 1 ? t('1 learner') : t('{0} learners', text);
    case 'coach':
      return count === 1 ? t('1 coach') : t('{0} coaches', text);
    case 'assignment':
      return count === 1 ? t('1 assignment') : t('{0} assignments', text);
  }
}
