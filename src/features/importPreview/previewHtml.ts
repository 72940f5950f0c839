import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { COMMANDS } from '../../manifest.ts';

/** Where the built webviews are. */
export function webviewFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The page of the preview: one script, one style sheet, and nothing else that it may load or connect to. The controls try with an empty
 * style of their own whether the browser knows :focus-visible; they find the nonce for it in the page.
 */
export function previewHtml(
  webview: Pick<vscode.Webview, 'asWebviewUri' | 'cspSource'>,
  extensionUri: vscode.Uri,
  { title, resource }: { readonly title: string; readonly resource: string },
): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(webviewFolder(extensionUri), name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource} 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  // Whoever clicks it is answered by the editor itself, and by an extension that has been started anew.
  const again = `command:${COMMANDS.previewImport}?${encodeURIComponent(JSON.stringify([resource]))}`;
  const lost = vscode.l10n.t(
    'Lectern does not answer here any more: the extensions of this window have ended, or have been started again.',
  );
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${nonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="${file('import-preview.css')}">
  </head>
  <body>
    <main class="preview"><div class="notice"><p>${escapeHtml(vscode.l10n.t('Opening the preview…'))}</p></div></main>
    <div class="notice lost" id="lost" role="alert" hidden>
      <p>${escapeHtml(lost)}</p>
      <p><a href="${escapeHtml(again)}">${escapeHtml(vscode.l10n.t('Open It Again'))}</a></p>
    </div>
    <script nonce="${nonce}" src="${file('import-preview.js')}"></script>
  </body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
