import * as vscode from 'vscode';
import type { Column } from '../../core/roster/header/column.ts';

/** What belongs into a column of a users file, in Markdown. */
export function columnText(column: Column): string {
  switch (column) {
    case 'UUID':
      return vscode.l10n.t(
        'Optional. The id by which Kolibri knows somebody: leave it as it was exported, and empty for somebody new.',
      );
    case 'USERNAME':
      return vscode.l10n.t(
        'Required. Letters, digits and underscores of any script, at most 125; the server complains of more than 30. Each only once.',
      );
    case 'PASSWORD':
      return vscode.l10n.t('Required for somebody new, at most 128 characters. `*` leaves it as it is.');
    case 'FULL_NAME':
      return vscode.l10n.t(
        'The name that is shown, at most 125 characters; the server complains of more than 120. Without one, Kolibri shows the user name.',
      );
    case 'USER_TYPE':
      return vscode.l10n.t(
        'Required: `LEARNER` learns in the classes of ENROLLED_IN, `CLASS_COACH` coaches those of ASSIGNED_TO, `FACILITY_COACH` coaches all classes, and `ADMIN` manages the facility.',
      );
    case 'IDENTIFIER':
      return vscode.l10n.t(
        'Optional, at most 64 characters: whatever identifies somebody elsewhere, such as a student number.',
      );
    case 'BIRTH_YEAR':
      return vscode.l10n.t('Optional. Four digits, 1900 or later.');
    case 'GENDER':
      return vscode.l10n.t('Optional: `MALE`, `FEMALE` or `NOT_SPECIFIED`.');
    case 'ENROLLED_IN':
      return vscode.l10n.t(
        'The classes that somebody learns in, with commas between them and quotes around all. A class that is not there is created. Somebody leaves the classes that are not named.',
      );
    case 'ASSIGNED_TO':
      return vscode.l10n.t(
        'The classes that somebody coaches, with commas between them and quotes around all. Empty for learners.',
      );
  }
}
