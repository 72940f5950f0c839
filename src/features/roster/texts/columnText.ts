import * as vscode from 'vscode';
import { BIRTH_YEARS, LIMITS } from '../../../core/roster/values/limits.ts';
import type { Column } from '../../../core/roster/header/column.ts';

/** What belongs into a column of a users file, in Markdown. */
export function columnText(column: Column): string {
  switch (column) {
    case 'UUID':
      return vscode.l10n.t(
        'Optional. The id by which Kolibri knows somebody: leave it as it was exported, and empty for somebody new.',
      );
    case 'USERNAME':
      return vscode.l10n.t(
        'Required. Letters, digits and underscores of any script, at most {0}; the server complains of more than {1}. Each only once.',
        LIMITS.username,
        LIMITS.reportedUsername,
      );
    case 'PASSWORD':
      return vscode.l10n.t(
        'Required: at most {0} characters, none of them white space at the ends. `*` leaves the password of somebody whose database ID is given as it is.',
        LIMITS.password,
      );
    case 'FULL_NAME':
      return vscode.l10n.t(
        'The name that is shown, at most {0} characters; the server complains of more than {1}. Without one, Kolibri shows the user name.',
        LIMITS.fullName,
        LIMITS.reportedFullName,
      );
    case 'USER_TYPE':
      return vscode.l10n.t(
        'Required: `LEARNER` learns in the classes of ENROLLED_IN, `CLASS_COACH` coaches those of ASSIGNED_TO, `FACILITY_COACH` coaches all classes, and `ADMIN` manages the facility.',
      );
    case 'IDENTIFIER':
      return vscode.l10n.t(
        'Optional, at most {0} characters: whatever identifies somebody elsewhere, such as a student number. Kolibri keeps it in capitals.',
        LIMITS.identifier,
      );
    case 'BIRTH_YEAR':
      return vscode.l10n.t(
        'Optional. Four digits, {0} or later; the server complains of years after {1}.',
        String(BIRTH_YEARS.first),
        String(BIRTH_YEARS.reported),
      );
    case 'GENDER':
      return vscode.l10n.t('Optional: `MALE`, `FEMALE` or `NOT_SPECIFIED`.');
    case 'ENROLLED_IN':
      return vscode.l10n.t(
        'The classes that somebody learns in, with commas between them and quotes around all, at most {0} characters each. A class that is not there is created. Somebody leaves the classes that are not named.',
        LIMITS.className,
      );
    case 'ASSIGNED_TO':
      return vscode.l10n.t(
        'The classes that somebody coaches, with commas between them and quotes around all, at most {0} characters each. Empty for learners.',
        LIMITS.className,
      );
  }
}
