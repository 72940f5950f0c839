import * as vscode from 'vscode';
import type { AdoptKind, RefusedFile } from '../../core/adopt/recognition.ts';

/** Why a file is not taken: one sentence that names it. */
export function refusedText(name: string, reason: RefusedFile): string {
  switch (reason) {
    case 'missing':
      return vscode.l10n.t('{0} is not there any more.', name);
    case 'notAFile':
      return vscode.l10n.t('{0} is a folder or a link. Choose the file itself.', name);
    case 'empty':
      return vscode.l10n.t('{0} is empty. Download it again.', name);
    case 'unfinished':
      return vscode.l10n.t(
        '{0} is a download that has not ended. Wait for its end, then adopt the file.',
        name,
      );
    case 'growing':
      return vscode.l10n.t(
        '{0} is still being written. Wait for the end of the download, then try again.',
        name,
      );
    case 'webPage':
      return vscode.l10n.t(
        '{0} is a web page and not the export. Sign in to the platform in the browser, then download it again.',
        name,
      );
    case 'broken':
      return vscode.l10n.t('{0} is damaged and cannot be read to its end. Download it again.', name);
    case 'ipConsent':
      return vscode.l10n.t(
        '{0} is a list of consents. It belongs to the organisation and to no course, so it stays where it is.',
        name,
      );
    case 'noTable':
      return vscode.l10n.t(
        '{0} is no table. Lectern looks for the columns of Access Data, Assessment Data, an Assignment CSV or Coach Logs, or for rows of a Student CSV or LLM Logs.',
        name,
      );
    case 'otherJson':
      return vscode.l10n.t(
        '{0} is JSON of something else. Lectern looks for blueprints, which have a name and a text or a layout, or for rows of LLM Logs.',
        name,
      );
    case 'notOurs':
      return vscode.l10n.t(
        '{0} is no export: Lectern looks for Codio’s tables (CSV), zips, PDFs of Guides, workspaces (.tar.zst, .tar.gz) and blueprints (JSON).',
        name,
      );
  }
}

/** What was looked for in a file that may be several things. */
export function unsureText(name: string, candidates: readonly AdoptKind[]): string {
  if (candidates.includes('guidesPdf'))
    return vscode.l10n.t('Nothing in {0} tells what the PDF is about. What is it?', name);
  if (candidates.includes('studentCsv') && candidates.includes('llmLogs'))
    return vscode.l10n.t(
      '{0} has the columns of none of the tables that Codio documents. It may be one that it does not. What is it?',
      name,
    );
  if (candidates.includes('accessData') || candidates.includes('coachLogs'))
    return vscode.l10n.t('{0} has the columns of several of Codio’s tables. What is it?', name);
  if (candidates.includes('blueprints'))
    return vscode.l10n.t('{0} is like blueprints, and not all of it is. What is it?', name);
  if (candidates.includes('llmLogs'))
    return vscode.l10n.t(
      '{0} has rows as LLM Logs may have them, and nothing in it tells. What is it?',
      name,
    );
  return vscode.l10n.t('The names in {0} do not tell which export it is. What is it?', name);
}
