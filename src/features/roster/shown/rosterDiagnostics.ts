import * as vscode from 'vscode';
import type { RosterReport } from '../../../core/roster/findings/collectFindings.ts';
import type { Severity } from '../../../core/roster/findings/severity.ts';
import { findingText } from '../../../host/findingText.ts';
import { momentText } from '../../../host/momentText.ts';
import type { RosterSnapshot } from '../../../core/roster/snapshot/rosterSnapshot.ts';
import { isLive } from '../../../core/roster/findings/isLive.ts';
import type { FindingKindCount } from '../../../core/roster/findings/findingKinds.ts';
import { isMarked } from '../table/isMarked.ts';
import { rangeOf } from './positions.ts';
import { rosterCounts } from '../texts/rosterCounts.ts';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Information,
};

/**
 * The findings of a roster as the editor shows them. `snapshot` is what those that need a server rest on, `target` where a code is
 * described.
 */
export function rosterDiagnostics(
  document: vscode.TextDocument,
  report: RosterReport & { readonly kinds: readonly FindingKindCount[] },
  snapshot: RosterSnapshot | undefined,
  target: (code: string) => vscode.Uri,
): vscode.Diagnostic[] {
  const { findings, total } = report;
  const diagnostics = findings.map((finding) => {
    const { code, severity, start, end } = finding;
    const text = findingText(finding, (offset) => document.positionAt(offset).line + 1);
    const diagnostic = new vscode.Diagnostic(
      rangeOf(document, start, end),
      snapshot !== undefined && isLive(finding) ? datedText(text, snapshot) : text,
      isMarked(finding) ? SEVERITIES[severity] : vscode.DiagnosticSeverity.Hint,
    );
    diagnostic.source = 'lectern';
    diagnostic.code = { value: code, target: target(code) };
    const { related, data } = finding;
    if (related !== undefined) {
      const place = new vscode.Location(document.uri, rangeOf(document, related.start, related.end));
      const first = vscode.l10n.t('The first “{0}”', String(data['first'] ?? data['instead'] ?? ''));
      diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(place, first)];
    }
    return diagnostic;
  });
  // In front: VS Code takes only the first few hundred of a file.
  return total > findings.length ? [moreNote(document, report), ...diagnostics] : diagnostics;
}

/** With whom it was compared, and when: the server may know others by now. */
function datedText(text: string, { facility, takenAt }: RosterSnapshot): string {
  return vscode.l10n.t('{0} ({1} as of {2})', text, facility, momentText(takenAt));
}

/** Says what is not shown, and leads to the first of each kind. */
function moreNote(
  document: vscode.TextDocument,
  { findings, total, counts, rows, kinds }: Parameters<typeof rosterDiagnostics>[1],
): vscode.Diagnostic {
  const number = (count: number): string => count.toLocaleString(vscode.env.language);
  const note = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 0),
    vscode.l10n.t(
      '{0} of {1} findings are shown: those near what is in sight, and the gravest. In all: {2}. Lectern: Next Problem goes through all of them.',
      number(findings.length),
      number(total),
      rosterCounts({ rows, counts }),
    ),
    vscode.DiagnosticSeverity.Information,
  );
  note.source = 'lectern';
  note.relatedInformation = kinds.map(({ code, count, first: { start, end } }) => {
    const range = rangeOf(document, start, end);
    const text = vscode.l10n.t(
      '{0} × {1}, first in line {2}',
      number(count),
      code,
      number(range.start.line + 1),
    );
    return new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, range), text);
  });
  return note;
}
