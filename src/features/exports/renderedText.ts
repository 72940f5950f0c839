import * as vscode from 'vscode';
import type { Rendered } from '../../core/exports/job/job.ts';
import { escapeMarkdown } from '../../host/markdown.ts';
import { renderNoteText } from './renderNoteText.ts';

/** More notes than that make a tooltip that nobody can read; the document has them all. */
const MOST_NOTES = 12;

/** For a row's description: that a rendered export lacks something; empty if it does not. */
export function notesText(rendered: Rendered | undefined): string {
  const count = rendered?.notes.length ?? 0;
  if (count === 0) return '';
  return count === 1 ? vscode.l10n.t('1 note') : vscode.l10n.t('{0} notes', count);
}

/** For a row's tooltip, in Markdown: how long a rendered export is, and what it does not hold as it should be. */
export function renderedLines(rendered: Rendered | undefined): string[] {
  if (!rendered) return [];
  const { pages, notes } = rendered;
  const more = notes.length - MOST_NOTES;
  return [
    pages === 1
      ? vscode.l10n.t('1 page')
      : vscode.l10n.t('{0} pages', pages.toLocaleString(vscode.env.language)),
    ...notes.slice(0, MOST_NOTES).map((note) => `- ${escapeMarkdown(renderNoteText(note))}`),
    ...(more > 0 ? [vscode.l10n.t('… and {0} more', more)] : []),
  ];
}
