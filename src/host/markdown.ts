import * as vscode from 'vscode';

/** A tooltip of several paragraphs; each is Markdown already. */
export function markdown(paragraphs: readonly string[]): vscode.MarkdownString {
  return new vscode.MarkdownString(paragraphs.join('\n\n'));
}

/** Makes a name from a server plain text in Markdown: it must not become a link or a picture. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&').replace(/\s+/g, ' ');
}
