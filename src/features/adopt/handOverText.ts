import * as vscode from 'vscode';
import type { AdoptKind } from '../../core/adopt/recognition.ts';

/** What to click on the platform's pages, in one sentence (Codio protocol, section 6). */
export function handOverText(kind: AdoptKind): string {
  switch (kind) {
    case 'accessData':
      return vscode.l10n.t(
        'In the browser, open Export and click Course Access Data; Codio keeps it for six months.',
      );
    case 'blueprints':
      return vscode.l10n.t(
        'In the browser, open Export, scroll to Course Blueprint Transfer and click Export twice.',
      );
    case 'coursework':
      return vscode.l10n.t(
        'In the browser, open Export, click Coursework Data and then Export; the link comes by e-mail.',
      );
    case 'assessments':
      return vscode.l10n.t('In the browser, open Export, click Assessment Data and tick the assignments.');
    case 'coachLogs':
      return vscode.l10n.t('In the browser, open Export and click Course Coach Logs.');
    case 'llmLogs':
      return vscode.l10n.t('In the browser, open Export and scroll to Course LLM Usage Exports.');
    case 'sources':
      return vscode.l10n.t('In the browser, open Export, click Course Sources and then Export.');
    case 'guidesPdf':
      return vscode.l10n.t('In the browser, open Export, click PDF and tick the assignments.');
    case 'studentData':
      return vscode.l10n.t(
        'In the browser, open Students and choose Export Student Data from the student’s menu; the link comes by e-mail.',
      );
    case 'assignmentData':
    case 'assignmentCsv':
    case 'workspace':
    case 'studentCsv':
      return vscode.l10n.t('In the browser, open the assignment or the student and download it there.');
  }
}
