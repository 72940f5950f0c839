import * as vscode from 'vscode';
import type { Finding } from '../core/roster/finding.ts';
import { isFileCode, type RowFindingCode } from '../core/roster/findingCode.ts';
import { fileFindingText } from './fileFindingText.ts';

/** The sentence of a finding: what the server makes of it, and what to do. Shown to the user; it may name a student, so it is never logged. */
export function findingText(finding: Pick<Finding, 'code' | 'data'>): string {
  const { code, data } = finding;
  return isFileCode(code) ? fileFindingText(code, data) : rowText(code, data);
}

function rowText(code: RowFindingCode, data: Finding['data']): string {
  const text = (name: string): string => String(data[name] ?? '');
  switch (code) {
    case 'username-duplicate':
      return vscode.l10n.t(
        'The user name “{0}” is already in row {1}. The server rejects this row.',
        text('value'),
        text('firstRow'),
      );
    case 'username-taken':
    case 'username-taken-by-case':
      return vscode.l10n.t(
        '“{0}” is already a user of this facility. To change that user, put its database ID into the first column; for a new user, take another name.',
        text('stored'),
      );
    case 'username-held-by-deleted':
      return vscode.l10n.t(
        'A deleted user of this facility still holds the name “{0}”. Take another name, or restore that user by its database ID.',
        text('stored'),
      );
    case 'username-missing':
      return vscode.l10n.t('The user name is missing. The server rejects this row.');
    case 'username-too-long':
      return vscode.l10n.t(
        'The user name has {0} characters; the server takes {1}.',
        text('length'),
        text('limit'),
      );
    case 'username-over-30':
      return vscode.l10n.t(
        'The user name has {0} characters. The server complains above {1}, and imports it all the same.',
        text('length'),
        text('limit'),
      );
    case 'username-characters':
      return vscode.l10n.t('A user name may hold letters, digits and underscores, no spaces or punctuation.');
    case 'username-nul':
      return vscode.l10n.t('The user name holds an invisible NUL character. The user could never sign in.');
    case 'username-changed':
      return vscode.l10n.t(
        'This database ID belongs to “{0}”. An import cannot rename a user, and “{1}” is taken.',
        text('stored'),
        text('value'),
      );
    case 'username-change-fails':
      return vscode.l10n.t(
        'This database ID belongs to “{0}”. An import cannot rename a user: the whole import would fail.',
        text('stored'),
      );
    case 'cells-missing':
      return text('exception') === ''
        ? vscode.l10n.t(
            'This row has {0} cells and lacks {1}. The server rejects it.',
            text('cells'),
            text('columns'),
          )
        : vscode.l10n.t(
            'This row has {0} cells and lacks {1}. The whole import would fail.',
            text('cells'),
            text('columns'),
          );
    case 'birth-year-cell-missing':
      return vscode.l10n.t('This row lacks the cell of the birth year. The whole import would fail.');
    case 'class-cells-missing':
      return vscode.l10n.t(
        'This row lacks {0}. The server takes the missing cells for empty.',
        text('columns'),
      );
    case 'cells-surplus':
      return vscode.l10n.t(
        'This row has {0} cells, the header {1}. The server ignores the rest; is a comma not in quotes?',
        text('cells'),
        text('expected'),
      );
    case 'database-id-invalid':
      return vscode.l10n.t('This is no database ID. Leave the cell empty for a new user.');
    case 'database-id-form':
      return text('value') === ''
        ? vscode.l10n.t(
            'This row lacks the cell of the database ID, so it matches no user. The server rejects it.',
          )
        : vscode.l10n.t(
            'The server knows database IDs as 32 lower-case letters and digits only. Written like this it matches no user.',
          );
    case 'database-id-unknown':
      return vscode.l10n.t(
        'No user of this facility has this database ID. Clear the cell to make a new user; IDs of another facility never match.',
      );
    case 'database-id-repeated':
      return vscode.l10n.t(
        'Row {0} has the same database ID. At most one of the two can be that user.',
        text('firstRow'),
      );
    case 'password-missing':
      return vscode.l10n.t('The password is missing. Put * to leave an existing user’s password as it is.');
    case 'password-star-for-new-user':
      return vscode.l10n.t(
        '* keeps the password of an existing user, and without a database ID this is a new one. Give a password.',
      );
    case 'password-too-long':
      return vscode.l10n.t(
        'The password has {0} characters; the server takes {1}.',
        text('length'),
        text('limit'),
      );
    case 'password-padded':
      return vscode.l10n.t(
        'The password begins or ends with white space. It would be imported, and the user could never sign in.',
      );
    case 'full-name-too-long':
      return vscode.l10n.t(
        'The full name has {0} characters; the server takes {1}.',
        text('length'),
        text('limit'),
      );
    case 'full-name-over-120':
      return vscode.l10n.t(
        'The full name has {0} characters. The server complains above {1}, and imports it all the same.',
        text('length'),
        text('limit'),
      );
    case 'full-name-missing':
      return vscode.l10n.t('The full name is empty. The server takes that and shows the user name instead.');
    case 'full-name-padded':
      return vscode.l10n.t('The full name begins or ends with white space, which the server keeps.');
    case 'user-type-invalid':
      return vscode.l10n.t(
        'The user type is LEARNER, CLASS_COACH, FACILITY_COACH or ADMIN, without spaces around it.',
      );
    case 'user-type-deferred':
      return vscode.l10n.t('A user type of DEFERRED makes the whole import fail.');
    case 'birth-year-invalid':
      return vscode.l10n.t('The birth year is a whole number from 1900 on, or empty.');
    case 'birth-year-over-3000':
      return vscode.l10n.t(
        'The server complains about a birth year after 3000, and imports it all the same.',
      );
    case 'birth-year-over-16-characters':
      return vscode.l10n.t(
        'The birth year has {0} characters. The server complains above 16, and imports it all the same.',
        text('length'),
      );
    case 'gender-invalid':
      return vscode.l10n.t(
        'The gender is MALE, FEMALE or NOT_SPECIFIED, without spaces around it, or empty.',
      );
    case 'identifier-too-long':
      return vscode.l10n.t(
        'The identifier has {0} characters; the server takes {1}.',
        text('length'),
        text('limit'),
      );
    case 'identifier-grows':
      return vscode.l10n.t(
        'In capitals the identifier has {0} characters. The server complains above {1}, and imports it all the same.',
        text('length'),
        text('limit'),
      );
    case 'identifier-upper-cased':
      return vscode.l10n.t('The server stores identifiers in capitals: “{0}”.', text('stored'));
    case 'leading-zeros-lost':
      return vscode.l10n.t(
        'A spreadsheet seems to have eaten the zeros of this identifier: “{0}”?',
        text('mended'),
      );
    case 'spreadsheet-number':
      return vscode.l10n.t(
        'A spreadsheet has rewritten this as a number. Take the value from where it came.',
      );
    case 'formula-cell':
      return data['error'] === 1
        ? vscode.l10n.t('A formula of a spreadsheet has failed here and left its error.')
        : vscode.l10n.t('A spreadsheet takes this for a formula. The server stores it as it is.');
    case 'guard-apostrophe':
      return vscode.l10n.t(
        'An export puts an apostrophe before what a spreadsheet would take for a formula. The import would store it.',
      );
    case 'lost-characters':
      return vscode.l10n.t(
        'Some characters here could not be read. Was the file opened in the wrong encoding?',
      );
    case 'deferred-value':
      return vscode.l10n.t('DEFERRED has no meaning in this column: it is not what it says that is stored.');
    case 'class-name-too-long':
      return vscode.l10n.t(
        '“{0}” has {1} characters; a class name has {2} at most.',
        text('name'),
        text('length'),
        text('limit'),
      );
    case 'class-with-comma':
      return vscode.l10n.t(
        'A comma always separates classes here, quoted or not. Rename the class on the server before the import: {0}',
        text('name'),
      );
    case 'class-spelling':
      return data['exists'] === 1
        ? vscode.l10n.t('The class is called “{0}” on the server, which takes both for one.', text('instead'))
        : vscode.l10n.t(
            'Elsewhere in the file it is “{0}”. The server takes both for one class and keeps one spelling.',
            text('instead'),
          );
    case 'class-lookalike':
      return data['exists'] === 1
        ? vscode.l10n.t('There is a class “{0}”. This spelling would make another one.', text('instead'))
        : vscode.l10n.t(
            'Elsewhere in the file it is “{0}”. The server would make two classes of them.',
            text('instead'),
          );
    case 'assigned-to-ignored':
      return vscode.l10n.t('Learners coach no classes: the server ignores this cell without a word.');
    case 'half-applied':
      return data['change'] === 'role'
        ? vscode.l10n.t(
            'The server would not give the role {0}, as nothing else of the user changes.',
            text('name'),
          )
        : vscode.l10n.t(
            'The server would take away the old classes and not put the user into “{0}”, as nothing else of the user changes.',
            text('name'),
          );
    case 'role-kept':
      return vscode.l10n.t(
        'The user is {0} now. An import adds roles and never takes one away.',
        text('stored'),
      );
    case 'value-blanked':
      return vscode.l10n.t(
        'The server has {0} here, which its export leaves out. The import would empty it.',
        text('stored'),
      );
    case 'stays-deleted':
      return vscode.l10n.t(
        '“{0}” is deleted, and a row that changes nothing does not bring the user back. Change the full name or the password.',
        text('username'),
      );
  }
}
