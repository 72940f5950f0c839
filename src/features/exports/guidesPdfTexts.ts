import * as vscode from 'vscode';
import type { GuidesPdfTexts } from '../../core/guides/pdf/guidesPdfTexts.ts';
import { renderNoteText } from './renderNoteText.ts';

/** What a PDF of Guides says of itself, in the editor's language. */
export function guidesPdfTexts(): GuidesPdfTexts {
  return {
    contents: vscode.l10n.t('Contents'),
    teacherOnly: vscode.l10n.t('Teachers only'),
    assessment: vscode.l10n.t('Assessment'),
    page: (number, of) => vscode.l10n.t('Page {0} of {1}', number, of),
    points: (points) =>
      points === 1
        ? vscode.l10n.t('1 point')
        : vscode.l10n.t('{0} points', points.toLocaleString(vscode.env.language)),
    noPages: vscode.l10n.t('This assignment has no pages to show.'),
    lacks: vscode.l10n.t('Missing here'),
    note: renderNoteText,
    missingPage: (file) => vscode.l10n.t('This page is not in the sources: {0}', file),
    missingAssessment: (id) => vscode.l10n.t('This assessment is not in the sources: {0}', id),
    missingPicture: (file) => vscode.l10n.t('This image is not in the sources: {0}', file),
    unsupportedPicture: (file) => vscode.l10n.t('An image of a kind that a PDF cannot hold: {0}', file),
    damagedPicture: (file) => vscode.l10n.t('A damaged image: {0}', file),
    largePicture: (file) => vscode.l10n.t('An image that is too large: {0}', file),
  };
}
