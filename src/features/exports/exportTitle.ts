import * as vscode from 'vscode';
import type { ExportKind } from '../../core/platform/exportRequest.ts';

/** What an export is called in rows, messages and questions. */
export function exportTitle(kind: ExportKind): string {
  const { t } = vscode.l10n;
  switch (kind) {
    case 'coursework':
      return t('Coursework');
    case 'sources':
      return t('Sources');
    case 'coachLogs':
      return t('Coach logs');
    case 'llmLogs':
      return t('LLM logs');
    case 'assessments':
      return t('Assessment data');
    case 'assignmentCsv':
      return t('Assignment CSV');
    case 'studentCsv':
      return t('Student CSV');
    case 'workspace':
      return t('Workspace');
    case 'users':
      return t('Users');
  }
}
