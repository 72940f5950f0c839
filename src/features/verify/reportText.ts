import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { VerifyReport } from '../../core/verify/verifyReport.ts';
import { fileSize } from '../../host/fileSize.ts';
import { problemText } from './problemText.ts';

/** What a verification has found, as a Markdown document that names every file that is not as it was saved. */
export function reportText(reports: readonly VerifyReport[], at: Date): string {
  const findings = reports.flatMap((report) => report.findings).filter(({ problem }) => problem !== 'extra');
  const checked = reports.reduce((sum, report) => sum + report.checked, 0);
  const bytes = reports.reduce((sum, report) => sum + report.bytes, 0);
  const headline =
    findings.length === 0
      ? vscode.l10n.t('All {0} files are as they were saved.', checked)
      : vscode.l10n.t('{0} of {1} files are not as they were saved.', findings.length, checked);
  const time = at.toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return [
    `# ${headline}`,
    vscode.l10n.t('{0} read on {1}. Nothing was changed.', fileSize(bytes), time),
    ...reports.map(sectionOf),
    '',
  ].join('\n\n');
}

function sectionOf({ folder, checked, findings, lacking }: VerifyReport): string {
  const title = folder === undefined ? vscode.l10n.t('Single exports') : basename(folder);
  const missing = findings.filter(({ problem }) => problem === 'missing').length;
  const lines = [
    ...findings.map(({ name, problem }) => `- ${problemText(problem)}: ${code(name)}`),
    ...lacking.map((name) => `- ${vscode.l10n.t('never saved')}: ${code(name)}`),
  ];
  return [
    `## ${title}`,
    ...(folder === undefined ? [] : [code(folder)]),
    missing > 0
      ? vscode.l10n.t('{0} of {1} files were there and read.', checked - missing, checked)
      : vscode.l10n.t('{0} files read.', checked),
    ...(lines.length > 0 ? [lines.join('\n')] : []),
  ].join('\n\n');
}

/** A name as it is, whatever it holds. */
function code(name: string): string {
  return name.includes('`') ? `\`\` ${name} \`\`` : `\`${name}\``;
}
