import * as vscode from 'vscode';
import type { ExportKind } from '../../core/platform/exportRequest.ts';

/** What an export is called in rows, messages and questions. */
export function exportTitle(kind: ExportKind): string {
  switch (kind) {
    case 'coursework':
      return vscode.l10n.t('Coursework');
    case 'sources':
      return vscode.l10n.t('Sources');
    case 'coachLogs':
      return vscode.l10n.t('Coach logs');
    case 'llmLogs':
      return vscode.l10n.t('LLM logs');
    case 'assessments':
      return vscode.l10n.t('Assessment data');
    case 'assignmentCsv':
      return vscode.l10n.t('Assignment CSV');
    case 'studentCsv':
      return vscode.l10n.t('Student CSV');
    case 'workspace':
      return vscode.l10n.t('Workspace');
    case 'studentData':
      return vscode.l10n.t('Student data');
    case 'assignmentData':
      return vscode.l10n.t('Assignment data');
    case 'summaryLogs':
      return vscode.l10n.t('Summary logs');
    case 'sessionLogs':
      return vscode.l10n.t('Session logs');
    case 'accessData':
      return vscode.l10n.t('Access data');
    case 'blueprints':
      return vscode.l10n.t('Blueprints');
    case 'guidesPdf':
      return vscode.l10n.t('Guides as PDF');
    case 'users':
      return vscode.l10n.t('Users');
  }
}
