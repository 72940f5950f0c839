import * as vscode from 'vscode';
import type { RenderNote } from '../../core/exports/job/job.ts';

/** What a rendered document does not hold as it should be, in one sentence. */
export function renderNoteText(note: RenderNote): string {
  switch (note.kind) {
    case 'notInSources':
      return vscode.l10n.t(
        '{0} is not in the sources: they hold published assignments only.',
        note.assignment,
      );
    case 'noGuides':
      return vscode.l10n.t('{0} has no Guides.', note.assignment);
    case 'damaged':
      return vscode.l10n.t('{0} cannot be read to its end: its archive is damaged.', note.assignment);
    case 'incomplete':
      return note.count === 1
        ? vscode.l10n.t('{0}: one page, image or assessment is missing or cannot be shown.', note.assignment)
        : vscode.l10n.t(
            '{0}: {1} pages, images or assessments are missing or cannot be shown.',
            note.assignment,
            note.count.toLocaleString(vscode.env.language),
          );
    case 'noFont':
      return note.script === 'Symbols'
        ? vscode.l10n.t('Some signs have no font on this computer: each is shown as a box.')
        : vscode.l10n.t(
            'The script {0} has no font on this computer: its characters are shown as boxes.',
            note.script,
          );
  }
}
