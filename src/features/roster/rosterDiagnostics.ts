import * as vscode from 'vscode';
import type { RosterReport } from '../../core/roster/findings/collectFindings.ts';
import type { Severity } from '../../core/roster/findings/severity.ts';
import { findingText } from '../../host/findingText.ts';
import { isMarked } from './isMarked.ts';
import { rangeOf } from './positions.ts';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Information,
};

/** The findings of a roster as the editor shows them. `target` is where a code is described. */
export function rosterDiagnostics(
  document: vscode.TextDocument,
  { findings, total }: RosterReport,
  target: (code: string) => vscode.Uri,
): vscode.Diagnostic[] {
  const diagnostics = findings.map((finding) => {
    const { code, severity, start, end } = finding;
    const diagnostic = new vscode.Diagnostic(
      rangeOf(document, start, end),
      findingText(finding),
      isMarked(finding) ? SEVERITIES[severity] : vscode.DiagnosticSeverity.Hint,
    );
    diagnostic.source = 'lectern';
    diagnostic.code = { value: code, target: target(code) };
    return diagnostic;
  });
  if (total > findings.length) {
    const number = (count: number): string => count.toLocaleString(vscode.env.language);
    const note = new vscode.Diagnostic(
      new vscode.Range(0, 0, 0, 0),
      vscode.l10n.t(
        '{0} of {1} findings are shown, the gravest first.',
        number(findings.length),
        number(total),
      ),
      vscode.DiagnosticSeverity.Information,
    );
    note.source = 'lectern';
    diagnostics.push(note);
  }
  return diagnostics;
}
