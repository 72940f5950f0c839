import * as vscode from 'vscode';
import type { TableKind } from '../table/tableKind.ts';

/** What a table is called. */
export function tableText(kind: TableKind['kind']): string {
  switch (kind) {
    case 'users':
      return vscode.l10n.t('Users CSV');
    case 'assignmentCsv':
      return vscode.l10n.t('Assignment CSV');
    case 'assessments':
      return vscode.l10n.t('Assessment data');
    case 'coachLogs':
      return vscode.l10n.t('Coach logs');
    case 'accessData':
      return vscode.l10n.t('Access data');
    case 'studentCsv':
      return vscode.l10n.t('Student CSV');
    case 'llmLogs':
      return vscode.l10n.t('LLM logs');
    case 'ipConsent':
      return vscode.l10n.t('Consent records');
    case 'summaryLogs':
      return vscode.l10n.t('Summary logs');
    case 'sessionLogs':
      return vscode.l10n.t('Session logs');
  }
}
