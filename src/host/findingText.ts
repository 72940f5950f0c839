import * as vscode from 'vscode';
import type { Finding } from '../core/roster/findings/finding.ts';
import { isFileCode, type RowFindingCode } from '../core/roster/findings/findingCode.ts';
import { classFindingText, type ClassFindingCode, isClassCode } from './classFindingText.ts';
import { fileFindingText } from './fileFindingText.ts';

/**
 * The sentence of a finding: what the server makes of it, and what to do. Shown to the user; it may name a student, so it is never logged.
 *
 * @param lineOf the line, from 1, of an offset in the text, as the editor counts
 */
export function findingText(
  { code, data, start, related }: Pick<Finding, 'code' | 'data' | 'start' | 'related'>,
  lineOf: (offset: number) => number,
): string {
  if (isFileCode(code)) return fileFindingText(code, data);
  const line = lineOf(related?.start ?? start).toLocaleString(vscode.env.language);
  return isClassCode(code) ? classFindingText(code, data, line) : rowText(code, data, line);
}

function rowText(
  code: Exclude<RowFindingCode, ClassFindingCode>,
  data: Finding['data'],
  line: string,
): string {
  const text = (name: string): string => String(data[name] ?? '');
  switch (code) {
    case 'username-duplicate':
      return vscode.l10n.t(
        'The server will reject this row: line {1} has the user name “{0}” already. Give one of the two another name.',
        text('first'),
        line,
      );
    case 'username-taken':
    case 'username-taken-by-case':
      return vscode.l10n.t(
        'The server will reject this row: “{0}” is a user of this facility already. To change that user, put the database ID into its column; for somebody new, take another name.',
        text('stored'),
      );
    case 'user-there-already':
      return vscode.l10n.t(
        'The server’s own import will reject this row: “{0}” is a user of this facility already, and all that the row says. Lectern’s import leaves the user alone. To change “{0}” with this file, put the database ID into its column.',
        text('stored'),
      );
    case 'username-held-by-deleted':
      return vscode.l10n.t(
        'The server will reject this row: a user who was removed, perhaps by an undo, holds the name “{0}” for 30 days. Take another name, or bring that user back by the database ID.',
        text('stored'),
      );
    case 'username-missing':
      return vscode.l10n.t('The server will reject this row: the user name is missing. Give one.');
    case 'username-too-long':
      return vscode.l10n.t(
        'The server will reject this row: the user name has {0} characters. Shorten it to {1}.',
        text('length'),
        text('limit'),
      );
    case 'username-over-30':
      return vscode.l10n.t(
        'The server will report the user name of {0} characters and import it all the same. Shorten it to {1} to avoid that.',
        text('length'),
        text('limit'),
      );
    case 'username-characters':
      return vscode.l10n.t(
        'The server will reject this row: a user name holds letters, digits and underscores only. Take out spaces and punctuation.',
      );
    case 'username-nul':
      return vscode.l10n.t(
        'The server will import this user, who can then never sign in: the user name holds an invisible NUL character. Remove it.',
      );
    case 'user-renamed-by-case':
      return vscode.l10n.t(
        'The server’s own import will reject this row, as it renames nobody. Lectern’s import renames “{0}” to “{1}”. For the server’s own, write “{0}”.',
        text('stored'),
        text('value'),
      );
    case 'user-renamed':
      return vscode.l10n.t(
        'The server’s own import will fail, and import nothing, as it renames nobody. Lectern’s import renames “{0}” to “{1}”. For the server’s own, write “{0}”.',
        text('stored'),
        text('value'),
      );
    case 'username-changed':
      return vscode.l10n.t(
        'The server will reject this row: its database ID belongs to “{0}”, and somebody else is “{1}”. Write “{0}”, or a name that is free. Lectern’s import renames the user if the other one is renamed in the same file: see Preview Import.',
        text('stored'),
        text('value'),
      );
    case 'username-change-fails':
      return vscode.l10n.t(
        'The server will fail, and import nothing: the database ID of this row belongs to “{0}”, and others have the name “{1}”, removed users counted. Write “{0}”, or a name that is free.',
        text('stored'),
        text('value'),
      );
    case 'cells-missing':
      if (data['cells'] === 1 && text('exception') !== '')
        return vscode.l10n.t(
          'The server will fail, and import nothing: this line has one cell only. Remove it, or add the missing cells.',
        );
      return text('exception') === ''
        ? vscode.l10n.t(
            'The server will reject this row: it has {0} cells and lacks {1}. Add the missing cells.',
            text('cells'),
            text('columns'),
          )
        : vscode.l10n.t(
            'The server will fail, and import nothing: this row has {0} cells and lacks {1}. Add the missing cells.',
            text('cells'),
            text('columns'),
          );
    case 'birth-year-cell-missing':
      return vscode.l10n.t(
        'The server will fail, and import nothing: this row lacks the cell of the birth year. Add it; it may be empty.',
      );
    case 'cells-surplus':
      return vscode.l10n.t(
        'The server will ignore the last cells of this row: it has {0}, the header {1}. Put cells with a comma in quotes.',
        text('cells'),
        text('expected'),
      );
    case 'database-id-invalid':
      return vscode.l10n.t(
        'The server will reject this row: this is no database ID. Leave the cell empty for somebody new.',
      );
    case 'database-id-form':
      return text('value') === ''
        ? vscode.l10n.t(
            'The server will reject this row: it lacks the cell of the database ID. Add it; for somebody new it is empty.',
          )
        : vscode.l10n.t(
            'The server will reject this row: a database ID written like this matches nobody. Write 32 small letters and digits, without anything between them.',
          );
    case 'database-id-unknown':
      return vscode.l10n.t(
        'The server will reject this row: nobody in this facility has this database ID. Clear the cell to make a new user; IDs of another facility never match.',
      );
    case 'database-id-repeated':
      return vscode.l10n.t(
        'The server can take one of two rows for this user at most: line {0} has the same database ID. Clear one of the two.',
        line,
      );
    case 'password-missing':
      return vscode.l10n.t(
        'The server will reject this row: the password is missing. Give one, or * to leave that of an existing user as it is.',
      );
    case 'password-star-for-new-user':
      return vscode.l10n.t(
        'The server will reject this row: * keeps an existing password, and somebody without a database ID is new. Give a password.',
      );
    case 'password-too-long':
      return vscode.l10n.t(
        'The server will reject this row: the password has {0} characters. Shorten it to {1}.',
        text('length'),
        text('limit'),
      );
    case 'password-padded':
      return vscode.l10n.t(
        'The server will import this user, who can then never sign in: the password begins or ends with white space. Remove it.',
      );
    case 'full-name-too-long':
      return vscode.l10n.t(
        'The server will reject this row: the full name has {0} characters. Shorten it to {1}.',
        text('length'),
        text('limit'),
      );
    case 'full-name-over-120':
      return vscode.l10n.t(
        'The server will report the full name of {0} characters and import it all the same. Shorten it to {1} to avoid that.',
        text('length'),
        text('limit'),
      );
    case 'full-name-missing':
      return vscode.l10n.t('The server will show the user name instead: the full name is empty. Give one.');
    case 'full-name-padded':
      return vscode.l10n.t('The server will keep the white space at the ends of this full name. Remove it.');
    case 'user-type-invalid':
      return vscode.l10n.t(
        'The server will reject this row: the user type must be LEARNER, CLASS_COACH, FACILITY_COACH or ADMIN. Write one of them, without spaces around it.',
      );
    case 'user-type-deferred':
      return vscode.l10n.t(
        'The server will fail, and import nothing: it cannot take DEFERRED for a user type. Write LEARNER, CLASS_COACH, FACILITY_COACH or ADMIN.',
      );
    case 'birth-year-invalid':
      return vscode.l10n.t(
        'The server will reject this row: the birth year must be a whole number from 1900 on. Mend it, or leave the cell empty.',
      );
    case 'birth-year-over-3000':
      return vscode.l10n.t(
        'The server will report a birth year after 3000 and import it all the same. Mend the year.',
      );
    case 'birth-year-over-16-characters':
      return vscode.l10n.t(
        'The server will report a birth year of {0} characters and import it all the same. Write four digits.',
        text('length'),
      );
    case 'gender-invalid':
      return vscode.l10n.t(
        'The server will reject this row: the gender must be MALE, FEMALE or NOT_SPECIFIED. Write one of them without spaces around it, or leave the cell empty.',
      );
    case 'identifier-too-long':
      return vscode.l10n.t(
        'The server will reject this row: the identifier has {0} characters. Shorten it to {1}.',
        text('length'),
        text('limit'),
      );
    case 'identifier-grows':
      return vscode.l10n.t(
        'The server will report this identifier, which has {0} characters in capitals, and import it all the same. Shorten it to {1}.',
        text('length'),
        text('limit'),
      );
    case 'identifier-upper-cased':
      return vscode.l10n.t(
        'The server will store this identifier in capitals: “{0}”. Write it so to see what will be there.',
        text('stored'),
      );
    case 'leading-zeros-lost':
      return vscode.l10n.t(
        'The server will store this identifier without the zeros that a spreadsheet seems to have eaten. Write “{0}” if that is what was meant.',
        text('mended'),
      );
    case 'spreadsheet-number':
      return vscode.l10n.t(
        'The server will store what a spreadsheet has made of this: a number. Take the value from where it came.',
      );
    case 'formula-cell':
      return data['error'] === 1
        ? vscode.l10n.t(
            'The server will store the error that a formula of a spreadsheet has left here. Write the value that was meant.',
          )
        : vscode.l10n.t(
            'The server will store this as it is, and a spreadsheet takes it for a formula. Write a value that does not begin like one.',
          );
    case 'guard-apostrophe':
      return vscode.l10n.t(
        'The server will store the apostrophe that an export puts before what a spreadsheet would take for a formula. Remove it.',
      );
    case 'lost-characters':
      return vscode.l10n.t(
        'The server will store signs in place of characters that could not be read. Reopen the file with its encoding, or write them anew.',
      );
    case 'deferred-value':
      return vscode.l10n.t(
        'The server will not defer anything here: DEFERRED has a meaning for gender and birth year only. Write the value that was meant.',
      );
    case 'assigned-to-ignored':
      return vscode.l10n.t(
        'The server will ignore this cell without a word: learners coach no classes. Clear it, or change the user type.',
      );
    case 'half-applied':
      return data['change'] === 'role'
        ? vscode.l10n.t(
            'The server will not give the role {0}, as nothing else of the user changes. Change the full name or the password, too.',
            text('name'),
          )
        : vscode.l10n.t(
            'The server will take away the old classes and not put the user into “{0}”, as nothing else of the user changes. Change the full name or the password, too.',
            text('name'),
          );
    case 'role-kept':
      return vscode.l10n.t(
        'The server will leave the user what they are now, {0}: an import adds roles and never takes one away. Take the role away on the server.',
        text('stored'),
      );
    case 'value-blanked':
      return vscode.l10n.t(
        'The server will empty this value, which is {0} there and left out of its export. Write it into the cell to keep it.',
        text('stored'),
      );
    case 'stays-deleted':
      return vscode.l10n.t(
        'The server will leave “{0}” deleted: a row that changes nothing does not bring a user back. Change the full name or the password.',
        text('username'),
      );
  }
}
