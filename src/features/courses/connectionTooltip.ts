import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { Failure } from '../../core/platform/failure.ts';
import type { RequestBudget } from '../../core/platform/platformClient.ts';
import { failureText } from '../../host/failureText.ts';
import { escapeMarkdown, markdown } from '../../host/markdown.ts';

/** A connection's name and address, why it does not work, or how many requests its organisation has left. */
export function connectionTooltip(
  connection: Connection,
  failure: Failure | undefined,
  budget: RequestBudget | undefined,
): vscode.MarkdownString {
  const address = connection.platform === 'codio' ? connection.apiBaseUrl : connection.baseUrl;
  const lines = [`**${escapeMarkdown(connection.name)}**`];
  if (address !== '') lines.push(escapeMarkdown(address));
  if (failure) lines.push(escapeMarkdown(failureText(failure).sentence));
  if (budget?.dayLeft !== undefined)
    lines.push(vscode.l10n.t('{0} requests left today', budget.dayLeft.toLocaleString(vscode.env.language)));
  if (budget?.burstLeft !== undefined)
    lines.push(
      vscode.l10n.t(
        '{0} requests left in these 10 seconds',
        budget.burstLeft.toLocaleString(vscode.env.language),
      ),
    );
  return markdown(lines);
}
